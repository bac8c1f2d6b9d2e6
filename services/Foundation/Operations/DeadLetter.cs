using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>A message that this service received and could not handle.</summary>
internal sealed record DeadLetter(
    Guid MessageId,
    string Queue,
    string Type,
    string Reason,
    string Failure,
    DateTimeOffset FailTime,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    string? TraceParent,
    int DeliveryCount = 1)
{
    private const string FaultPrefix = "MT-Fault-", StackTrace = "MT-Fault-StackTrace", Death = "x-death";
    private const int MaxTextLength = 1000;
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Names it in its service: one message may fail in the queues of several consumers.</summary>
    public string Id => $"{MessageId}-{Queue[(Queue.IndexOf('-') + 1)..]}";

    /// <summary>The envelope, when a consumer could read it; otherwise null.</summary>
    public string? Text => Envelope(Body) is null ? null : Strict.GetString(Body);

    /// <summary>The event inside the envelope; empty when it cannot be read.</summary>
    public string Event => Envelope(Body)?.GetProperty("message").GetRawText() ?? "";

    /// <summary>Reads what lay in the error queue of <paramref name="queue"/>.</summary>
    public static DeadLetter Read(string queue, BasicGetResult found, DateTimeOffset now)
    {
        var body = found.Body.ToArray();
        var raw = found.BasicProperties.Headers ?? new Dictionary<string, object?>();
        // Where the program failed is in its log; here it would only tell how the program is made.
        var headers = raw.Where(header => header.Key != StackTrace && !header.Key.Contains('\0'))
            .ToDictionary(header => header.Key, header => Cut(Write(header.Value)));
        return new(
            Guid.TryParse(found.BasicProperties.MessageId, out var id) ? id : Fingerprint(queue, body),
            queue,
            TypeOf(body),
            Cut(headers.GetValueOrDefault($"{FaultPrefix}Message") ?? SkipReason(headers) ?? DeathReason(raw)),
            FailureOf(headers),
            FailTimeOf(headers) ?? now,
            headers,
            body,
            headers.GetValueOrDefault("traceparent") ?? headers.GetValueOrDefault("MT-Activity-Id"));
    }

    /// <summary>Where in the program it failed; empty when the broker gave it up.</summary>
    public static string StackOf(BasicGetResult found) =>
        found.BasicProperties.Headers?.TryGetValue(StackTrace, out var stack) is true ? Write(stack) : "";

    private static string TypeOf(byte[] body) => Envelope(body) is { } envelope
        ? Cut(envelope.GetProperty("messageType")[0].GetString()!.Split(':')[^1])
        : "";

    /// <summary>The envelope as its consumers require it, and as PostgreSQL can keep it.</summary>
    private static JsonElement? Envelope(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(Strict.GetString(body));
            // Writing it again fails on half a surrogate pair.
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && !JsonSerializer.Serialize(root).Contains(@"\u0000", StringComparison.Ordinal)
                && root.TryGetProperty("message", out _)
                && root.TryGetProperty("messageType", out var types)
                && types is { ValueKind: JsonValueKind.Array } && types.GetArrayLength() > 0
                && types[0].ValueKind == JsonValueKind.String
                ? root.Clone()
                : null;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Tells one failure of a message from its next: copies of the same failure have the same.</summary>
    private static string FailureOf(Dictionary<string, string> headers) => string.Join(' ', headers
        .Where(header => header.Key is Death || header.Key.StartsWith(FaultPrefix, StringComparison.Ordinal))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => header.Value));

    private static DateTimeOffset? FailTimeOf(Dictionary<string, string> headers) => DateTimeOffset.TryParse(
        headers.GetValueOrDefault($"{FaultPrefix}Timestamp"), CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond))
        : null;

    /// <summary>What MassTransit says of a message that no consumer of the queue knows: one word.</summary>
    private static string? SkipReason(Dictionary<string, string> headers) =>
        headers.TryGetValue("MT-Reason", out var reason) ? $"The consumer did not take it: {reason}." : null;

    private static string DeathReason(IDictionary<string, object?> headers) =>
        headers.TryGetValue(Death, out var value) && value is IList<object> and [IDictionary<string, object?> death, ..]
            && death.TryGetValue("reason", out var reason)
            ? $"The broker gave up: {Write(reason)}."
            : "";

    private static string Write(object? value) => value switch
    {
        null => "",
        byte[] text => Encoding.UTF8.GetString(text),
        AmqpTimestamp time => time.UnixTime.ToString(CultureInfo.InvariantCulture),
        IDictionary<string, object?> table => string.Join(", ", table
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={Write(entry.Value)}")),
        IEnumerable<object?> list => string.Join("; ", list.Select(Write)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>What PostgreSQL can keep of it.</summary>
    private static string Cut(string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= MaxTextLength ? text
            : text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }

    private static Guid Fingerprint(string queue, byte[] body) =>
        new(SHA256.HashData([.. Encoding.UTF8.GetBytes(queue), .. body]).AsSpan(0, 16));
}
