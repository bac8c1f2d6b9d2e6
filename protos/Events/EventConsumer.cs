using System.Text;

namespace ProjetK.Events;

/// <summary>One reaction of a service to an event: the class that reacts, and the queue in which events wait for it.</summary>
/// <param name="Service">The service, as in the AppHost.</param>
/// <param name="Name">The class.</param>
public sealed record EventConsumer(string Service, string Name)
{
    /// <summary>E.g. <c>funding-freeze-rates</c>.</summary>
    public string Queue { get; } = QueueOf(Service, Name);

    /// <summary>Reads <c>funding/FreezeRates</c>.</summary>
    public static EventConsumer Parse(string text) => text.Split('/') is [{ Length: > 0 } service, { Length: > 0 } name]
        ? new(service, name)
        : throw new ArgumentException($"{text} is not {{service}}/{{class}}.", nameof(text));

    /// <summary>A name in Pascal case as part of the name of a service's queue.</summary>
    public static string QueueOf(string service, string name)
    {
        var queue = new StringBuilder(service);
        foreach (var character in name)
        {
            if (char.IsUpper(character))
                queue.Append('-');
            queue.Append(char.ToLowerInvariant(character));
        }
        return queue.ToString();
    }
}
