using System.Text.RegularExpressions;

namespace ProjetK.Applications;

/// <summary>The syndicate, and the status of the communes that it serves or may serve, by INSEE code.</summary>
internal sealed partial record Syndicate
{
    public const string Name = "syndicate";

    public required string DisplayName { get; init; }
    public string Siret { get; init; } = "";
    public string PostalAddress { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public IReadOnlyDictionary<string, PerimeterStatus> Communes { get; init; } =
        new Dictionary<string, PerimeterStatus>();
    public required DateTimeOffset UpdateTime { get; init; }
    public required long Version { get; init; }

    /// <summary>Notes everything that is wrong with it.</summary>
    public void Check(Violations violations)
    {
        violations.Require(TextRules.Count(DisplayName) is > 0 and <= 200, "syndicate.display_name",
            "must have 1 to 200 characters.");
        violations.Require(Siret.Length == 0 || SiretPattern().IsMatch(Siret), "syndicate.siret",
            "must have fourteen digits.");
        violations.Require(TextRules.Count(PostalAddress) <= 500, "syndicate.postal_address",
            "must have at most 500 characters.");
        violations.Require(Email.Length == 0 || EmailPattern().IsMatch(Email), "syndicate.email",
            "must be a mail address.");
        violations.Require(Phone.Length == 0 || PhonePattern().IsMatch(Phone), "syndicate.phone",
            "must be a telephone number of at most 30 characters.");
        violations.RequireText(DisplayName, "syndicate.display_name");
        violations.RequireText(PostalAddress, "syndicate.postal_address");
    }

    [GeneratedRegex(@"\A[0-9]{14}\z")]
    private static partial Regex SiretPattern();

    [GeneratedRegex(@"\A(?=.{3,254}\z)[!-?A-~]+@[0-9A-Za-z.-]+\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A\+?[0-9][0-9 .()-]{1,28}\z")]
    private static partial Regex PhonePattern();
}
