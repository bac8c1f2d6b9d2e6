using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>Which HTTP status comes with a refusal, and which refusal with an HTTP status that says no more.</summary>
internal static class HttpStatuses
{
    /// <summary>The HTTP status that comes with a gRPC code.</summary>
    public static int Of(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => 400,
        StatusCode.Unauthenticated => 401,
        StatusCode.PermissionDenied => 403,
        StatusCode.NotFound => 404,
        StatusCode.AlreadyExists or StatusCode.Aborted => 409,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Cancelled => 499,
        StatusCode.Unimplemented => 501,
        StatusCode.Unavailable => 503,
        StatusCode.DeadlineExceeded => 504,
        _ => 500,
    };

    /// <summary>What an answer without words means.</summary>
    public static DomainException Explain(HttpContext context) => context.Response.StatusCode switch
    {
        401 => CommonErrors.Unauthenticated(),
        403 => CommonErrors.PermissionDenied(),
        404 => NoSuch($"There is nothing at {context.Request.Path}."),
        405 => NoSuch($"{context.Request.Path} does not answer to {context.Request.Method}."),
        429 => new(StatusCode.ResourceExhausted, "RATE_LIMITED", "Too many requests: wait a little."),
        501 => new(StatusCode.Unimplemented, "NOT_FOUND", "This is not implemented."),
        502 or 503 or 504 => CommonErrors.DependencyUnavailable("the service"),
        < 500 => Malformed(),
        _ => Statuses.Bug(),
    };

    /// <summary>What the server could not read.</summary>
    public static DomainException Malformed() => CommonErrors.InvalidField("request", "The request is malformed.");

    private static DomainException NoSuch(string message) => new(StatusCode.NotFound, "NOT_FOUND", message);
}
