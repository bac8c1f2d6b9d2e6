using System.Reflection;
using System.Text;
using ProjetK.Events;

namespace ProjetK.ServiceDefaults;

/// <summary>Where events go: one queue per event and consuming service, one place for what could not be handled.</summary>
internal sealed class Topology(IEnumerable<Type> publishes)
{
    private readonly Dictionary<string, Type> events = publishes.ToDictionary(type => type.Name);

    public IReadOnlyCollection<Type> Published => events.Values;

    public Type? Find(string name) => events.GetValueOrDefault(name);

    public static IReadOnlyList<string> Consumers(Type message) =>
        message.GetCustomAttribute<ConsumedByAttribute>()?.Services ?? [];

    public static string Queue(string service, Type message) => $"{service}-{Kebab(message.Name)}";

    public static string ErrorQueue(string queue) => $"{queue}_error";

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && kebab.Length > 0)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(character));
        }
        return kebab.ToString();
    }
}
