using Google.Api;
using Google.Protobuf.Reflection;

namespace ProjetK.Gateway.OpenApi;

/// <summary>How resources are named, as the protos say it (<c>google.api.resource</c>).</summary>
internal static class Resources
{
    private const string SomeUuid = "0198b7a0-0000-7000-8000-000000000001";

    /// <summary>Ids that are no UUIDs.</summary>
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["call"] = "2026",
        ["envelope"] = "2023",
        ["idea"] = "repair-cafe",
        ["insee_code"] = "33525",
        ["service"] = "funding",
    };

    private static readonly IReadOnlyDictionary<string, string> Patterns = Contract.Messages
        .Select(PatternOf).OfType<ResourceDescriptor>()
        .ToDictionary(resource => resource.Type, resource => resource.Pattern[0]);

    /// <summary>An example of the name of such a resource; null when the contract knows no such type.</summary>
    public static string? Example(string type) => Patterns.GetValueOrDefault(type) is { } pattern
        ? string.Join('/', pattern.Split('/').Select(part => part is ['{', .. var id, '}'] ? ExampleId(id) : part))
        : null;

    /// <summary>An example of the name of that message, if it is a resource.</summary>
    public static string? ExampleOf(MessageDescriptor message) =>
        PatternOf(message) is { } resource ? Example(resource.Type) : null;

    /// <summary>An example of one id in a name.</summary>
    public static string ExampleId(string variable) =>
        Ids.GetValueOrDefault(Ids.Keys.FirstOrDefault(id => Camel(id) == Camel(variable)) ?? "", SomeUuid);

    /// <summary>The names of the ids that are stars in the shape of a path variable, such as <c>territories/*</c>.</summary>
    public static IReadOnlyList<string> NamesIn(string shape)
    {
        var parts = shape.Split('/');
        var pattern = Patterns.Values.FirstOrDefault(pattern => Fits(pattern.Split('/'), parts))?.Split('/');
        return
        [
            .. Enumerable.Range(0, parts.Length).Where(i => PathTemplate.Variable.IsStar(parts[i]))
                .Select(i => pattern is null ? $"id{i}" : Camel(pattern[i][1..^1])),
        ];
    }

    /// <summary>Whether a name that starts like the pattern has that shape.</summary>
    private static bool Fits(string[] pattern, string[] shape) => pattern.Length >= shape.Length
        && shape.Zip(pattern).All(pair => pair.First == pair.Second
            || (PathTemplate.Variable.IsStar(pair.First) && pair.Second is ['{', .., '}']));

    private static ResourceDescriptor? PatternOf(MessageDescriptor message) =>
        message.GetOptions()?.GetExtension(ResourceExtensions.Resource);

    private static string Camel(string name) => string.Concat(name.Split('_').Select((word, index) =>
        index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
