using System.Reflection;
using System.Text.RegularExpressions;

namespace ProjetK.FaultTests;

/// <summary>The queues there must be, by what the events say of their consumers.</summary>
internal static partial class Queues
{
    /// <summary>Every event type and who must receive it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Consumers { get; } =
        typeof(Events.ConsumedByAttribute).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(Events.ConsumedByAttribute), inherit: false))
            .ToDictionary(type => type.Name,
                type => type.GetCustomAttribute<Events.ConsumedByAttribute>()!.Services);

    public static IReadOnlyList<string> All { get; } =
        [.. Consumers.SelectMany(pair => pair.Value.Select(service => Of(service, pair.Key)))];

    public static string Of(string service, string type) => $"{service}-{Word().Replace(type, "-$0").ToLowerInvariant()}";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Word();
}
