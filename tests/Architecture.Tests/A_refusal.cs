using System.Text.RegularExpressions;
using Google.Rpc;

namespace ProjetK.Architecture.Tests;

public sealed partial class A_refusal
{
    private static IEnumerable<string> Sources => new[] { "services", "ServiceDefaults" }
        .SelectMany(folder => Repository.Files(folder, "*.cs")).Select(Repository.Read);

    /// <summary>Reasons that the code gives, each with its gRPC code.</summary>
    private static readonly (string Reason, string Code)[] Given =
    [
        .. Sources.SelectMany(source => Refusals().Matches(source))
            .Select(match => (match.Groups[2].Value, match.Groups[1].Value))
            .Concat(Sources.SelectMany(source => Preconditions().Matches(source))
                .Select(match => (match.Groups[1].Value, nameof(Code.FailedPrecondition))))
            .Distinct(),
    ];

    [Fact]
    public void is_known_to_the_contract() =>
        Assert.Empty(Given.Select(given => given.Reason).Except(Reasons.All.Select(reason => reason.Name)));

    [Fact]
    public void has_the_code_that_the_contract_gives_it() => Assert.All(
        // What a service does not implement does not exist. gRPC has a code of its own for a message that is too large.
        Given.Where(given => given is not
            (("NOT_FOUND", nameof(Code.Unimplemented)) or ("INVALID_FIELD", nameof(Code.ResourceExhausted)))),
        given => Assert.Equal(
            Enum.Parse<Code>(given.Code), Reasons.CodeOf(Reasons.All.Single(reason => reason.Name == given.Reason))));

    [Fact]
    public void of_the_contract_is_given_somewhere() => Assert.Empty(
        Reasons.All.Select(reason => reason.Name)
            .Except(Sources.SelectMany(source => Texts().Matches(source)).Select(match => match.Groups[1].Value)));

    [GeneratedRegex(@"StatusCode\.(\w+),\s*""([A-Z_]{4,})""")]
    private static partial Regex Refusals();

    /// <summary>The short form in Errors.cs of Applications.</summary>
    [GeneratedRegex(@"\bRefusal\(\s*""([A-Z_]{4,})""")]
    private static partial Regex Preconditions();

    [GeneratedRegex(@"""([A-Z_]{4,})""")]
    private static partial Regex Texts();
}
