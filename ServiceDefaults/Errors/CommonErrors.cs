using Grpc.Core;

namespace ProjetK.ServiceDefaults;

/// <summary>The ways in which every service says no.</summary>
public static class CommonErrors
{
    /// <summary>One field is wrong.</summary>
    public static DomainException InvalidField(string field, string description) =>
        InvalidFields([(field, description)]);

    /// <summary>Several fields are wrong.</summary>
    public static DomainException InvalidFields(IReadOnlyList<(string Field, string Description)> violations) =>
        new(StatusCode.InvalidArgument, "INVALID_FIELD",
            string.Join(" ", violations.Select(violation => $"{violation.Field}: {violation.Description}")),
            violations: violations);

    /// <summary>The resource does not exist, or not for this caller.</summary>
    public static DomainException NotFound(string resourceName) =>
        new(StatusCode.NotFound, "NOT_FOUND", $"{resourceName} does not exist.",
            new Dictionary<string, string> { ["resource"] = resourceName });

    /// <summary>Somebody changed the resource since the caller read it; how often, and what else is known of it.</summary>
    public static DomainException EtagMismatch(IReadOnlyDictionary<string, string>? metadata = null) => new(
        StatusCode.Aborted, "ETAG_MISMATCH", "The resource has changed since it was read: read it again.", metadata);

    /// <summary>Two transactions met and this one gave way; the same request may succeed now.</summary>
    public static DomainException Conflict() =>
        new(StatusCode.Aborted, "CONCURRENT_CHANGE", "Another request changed the same data: try again.");

    /// <summary>The request_id was already used for a request with another content.</summary>
    public static DomainException RequestIdReused() =>
        new(StatusCode.AlreadyExists, "REQUEST_ID_REUSED",
            "This request_id was already used with another content: give each new request its own.");

    /// <summary>A file is larger than files may be.</summary>
    public static DomainException DocumentTooLarge() =>
        new(StatusCode.InvalidArgument, "DOCUMENT_TOO_LARGE",
            $"A document must not be larger than {LargestDocument / 1024 / 1024} MB.",
            new Dictionary<string, string> { ["most_bytes"] = $"{LargestDocument}" });

    /// <summary>The most bytes of a document.</summary>
    public const int LargestDocument = 20 * 1024 * 1024;

    /// <summary>Something this service needs does not answer; a retry may succeed.</summary>
    public static DomainException DependencyUnavailable(string name, Exception? cause = null) =>
        new(StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE", $"{name} does not answer: try again later.",
            new Dictionary<string, string> { ["dependency"] = name }, cause: cause);

    /// <summary>The caller asks too often.</summary>
    public static DomainException RateLimited(TimeSpan retryAfter) =>
        new(StatusCode.ResourceExhausted, "RATE_LIMITED",
            $"Too many requests: try again in {retryAfter.TotalSeconds:0} s.",
            new Dictionary<string, string> { ["retry_after_seconds"] = $"{retryAfter.TotalSeconds:0}" });

    /// <summary>The caller did not say who they are.</summary>
    public static DomainException Unauthenticated() =>
        new(StatusCode.Unauthenticated, "UNAUTHENTICATED", "This needs a signed-in caller: send a bearer token.");

    /// <summary>The caller sent a token that proves nothing.</summary>
    public static DomainException InvalidToken() =>
        new(StatusCode.Unauthenticated, "UNAUTHENTICATED",
            "The bearer token is not valid here (any more): get a new one and send it as 'authorization: Bearer …'.");

    /// <summary>The caller may see it, but somebody else must do this.</summary>
    public static DomainException PermissionDenied(string message) =>
        new(StatusCode.PermissionDenied, "PERMISSION_DENIED", message);

    /// <summary>The caller's roles do not allow it.</summary>
    public static DomainException PermissionDenied() =>
        new(StatusCode.PermissionDenied, "PERMISSION_DENIED", "None of the caller's roles allows this.");
}
