using System.Text.Json;

namespace ProjetK.FaultTests;

/// <summary>Messages as the bus writes them, good and bad.</summary>
internal static class Messages
{
    /// <summary>An event of a known kind whose content nobody can read.</summary>
    public static string Unreadable(string type) => Envelope(type, new[] { "no object" });

    /// <summary>The empty id is none.</summary>
    public static string Envelope(string type, object message, Guid? id = null) => JsonSerializer.Serialize(new
    {
        messageId = id == Guid.Empty ? null : id ?? (Guid?)Guid.NewGuid(),
        messageType = new[] { $"urn:message:ProjetK.Events:{type}" },
        message,
    });
}
