using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>Gives every failure over JSON the shape of the interceptor's refusals, whoever noticed it first.</summary>
internal sealed partial class JsonErrors(
    RequestDelegate next, Refusals refusals, IEnumerable<Unavailability> unavailabilities, ILogger<JsonErrors> logger)
{
    internal const int LargestBody = 4 * 1024 * 1024;
    private static readonly object Refused = new();

    /// <summary>Handles one request; the answer to a gRPC call passes untouched.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true)
        {
            // gRPC has its own limit, per message, and its own word for it: RESOURCE_EXHAUSTED.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = null;
            await next(context);
            return;
        }
        var transcoded = context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>();
        if (transcoded?.HttpRule.Body is { Length: > 0 } && !Limit(context))
        {
            await Write(context, StatusCodes.Status400BadRequest, TooLarge().ToStatus(), null);
            return;
        }
        var body = context.Response.Body;
        await using var withheld = new WithheldBody(
            body, () => transcoded is not null && IsFailure(context) && !context.Items.ContainsKey(Refused));
        context.Response.Body = withheld;
        Status? failure;
        Exception? cause = null;
        try
        {
            await next(context);
            failure = IsFailure(context) && (withheld.Withheld || !context.Items.ContainsKey(Refused))
                ? await Explain(context, transcoded)
                : null;
        }
        catch (Exception thrown) when (!context.Response.HasStarted)
        {
            failure = Translate(thrown, context);
            cause = CauseOf(thrown);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (failure is not null && !context.Response.HasStarted && !withheld.Passed)
            await Write(context, HttpStatus(context, failure), failure, cause);
    }

    /// <summary>Bounds the body here and not in Kestrel, which would hang up on a client that is still sending and so
    /// never reads why.</summary>
    private static bool Limit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Request.ContentLength > LargestBody)
            return false;
        context.Request.EnableBuffering(LargestBody, LargestBody);
        return true;
    }

    internal static void MarkRefused(HttpContext context) => context.Items[Refused] = Refused;

    private static bool IsFailure(HttpContext context) => context.Response.StatusCode >= 400;

    private static async Task<Status> Explain(HttpContext context, GrpcJsonTranscodingMetadata? transcoded) =>
        context.Response.StatusCode switch
        {
            400 or 413 or 415 or 422 => transcoded is null
                ? CommonErrors.InvalidField("request", "The request is malformed.").ToStatus()
                : (await JsonDiagnosis.Explain(context, transcoded)).ToStatus(),
            401 => CommonErrors.Unauthenticated().ToStatus(),
            403 => CommonErrors.PermissionDenied().ToStatus(),
            404 => NoSuch($"There is nothing at {context.Request.Path}.").ToStatus(),
            405 => NoSuch($"{context.Request.Path} does not answer to {context.Request.Method}.").ToStatus(),
            429 => new DomainException(
                StatusCode.ResourceExhausted, "RATE_LIMITED", "Too many requests: wait a little.").ToStatus(),
            501 => new DomainException(StatusCode.Unimplemented, "NOT_FOUND", "This is not implemented.").ToStatus(),
            502 or 503 or 504 => CommonErrors.DependencyUnavailable("the service").ToStatus(),
            < 500 => CommonErrors.InvalidField("request", "The request is malformed.").ToStatus(),
            _ => Statuses.Internal(),
        };

    private static DomainException NoSuch(string message) => new(StatusCode.NotFound, "NOT_FOUND", message);

    private Status Translate(Exception thrown, HttpContext context)
    {
        switch (thrown)
        {
            case DomainException refusal:
                return refusal.ToStatus();
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge().ToStatus();
            case BadHttpRequestException:
                return CommonErrors.InvalidField("request", "The request is malformed.").ToStatus();
            case var _ when MissingFor(thrown) is { } missing:
                return CommonErrors.DependencyUnavailable(missing).ToStatus();
            default:
                if (!context.RequestAborted.IsCancellationRequested)
                    Failed(logger, thrown, ServerSpans.NameOf(context));
                Activity.Current?.AddException(thrown);
                return Statuses.Internal();
        }
    }

    /// <summary>What of another's failure an operator must know.</summary>
    private Exception? CauseOf(Exception thrown) =>
        thrown is DomainException ? thrown.InnerException : MissingFor(thrown) is null ? null : thrown;

    private string? MissingFor(Exception thrown) =>
        unavailabilities.FirstOrDefault(unavailability => unavailability.Explains(thrown))?.Dependency;

    internal static DomainException TooLarge() =>
        CommonErrors.InvalidField("body", "must not be larger than 4 MiB.");

    /// <summary>405 and 415 say more than the code's own HTTP status does.</summary>
    private static int HttpStatus(HttpContext context, Status status) => context.Response.StatusCode switch
    {
        405 or 415 => context.Response.StatusCode,
        _ => HttpStatus((StatusCode)status.Code),
    };

    /// <summary>The HTTP status that comes with a gRPC code.</summary>
    internal static int HttpStatus(StatusCode code) => code switch
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

    private async Task Write(HttpContext context, int httpStatus, Status status, Exception? cause)
    {
        context.Response.Clear();
        refusals.Note(context, status, cause);
        context.Response.StatusCode = httpStatus;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Statuses.Json.Format(status), context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "{Rpc} failed")]
    private static partial void Failed(ILogger logger, Exception failure, string rpc);
}

/// <summary>Puts <see cref="JsonErrors"/> into a pipeline.</summary>
public static class JsonErrorsExtensions
{
    /// <summary>Rewrites failures of whatever comes after into google.rpc.Status as JSON. Comes after
    /// routing.</summary>
    public static IApplicationBuilder UseJsonErrors(this IApplicationBuilder app) => app.UseMiddleware<JsonErrors>();
}
