using System.Text.Json;

namespace ProjetK.FaultTests;

/// <summary>Messages as the bus writes them, good and bad.</summary>
internal static class Messages
{
    /// <summary>An event of a known kind whose content nobody can read.</summary>
    public static string Unreadable(string type) => Envelope(type, new[] { "no object" });

    public static string Envelope(string type, object message) => JsonSerializer.Serialize(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { $"urn:message:ProjetK.Events:{type}" },
        message,
    });
}
