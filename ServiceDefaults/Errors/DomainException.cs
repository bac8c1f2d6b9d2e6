using Grpc.Core;

namespace ProjetK.ServiceDefaults;

/// <summary>A refusal: what the caller asked for cannot be, and why. Becomes a rich error on the wire.</summary>
public sealed class DomainException(
    StatusCode code,
    string reason,
    string message,
    IReadOnlyDictionary<string, string>? metadata = null,
    IEnumerable<(string Field, string Description)>? violations = null,
    Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The gRPC code that the caller receives.</summary>
    public StatusCode Code { get; } = code;

    /// <summary>The stable, machine-readable reason, in UPPER_SNAKE_CASE.</summary>
    public string Reason { get; } = reason;

    /// <summary>Values that the message speaks of, for programs.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata ?? NoMetadata;

    /// <summary>The fields that are wrong, each with what would be right.</summary>
    public IReadOnlyList<(string Field, string Description)> Violations { get; } = violations?.ToArray() ?? [];

    private static readonly IReadOnlyDictionary<string, string> NoMetadata = new Dictionary<string, string>();
}
