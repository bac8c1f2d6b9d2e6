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
    RequestDelegate next, Refusals refusals, AllowedMethods allowed, IEnumerable<Unavailability> unavailabilities,
    ILogger<JsonErrors> logger)
{
    internal const int LargestBody = 4 * 1024 * 1024;
    private static readonly object Refused = new();

    /// <summary>Handles one request; the answer to a gRPC call passes untouched.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsGrpc())
        {
            // gRPC has its own limit, per message, and its own word for it: RESOURCE_EXHAUSTED.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = null;
            await next(context);
            return;
        }
        var transcoded = context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>();
        var body = context.Response.Body;
        await using var withheld = new WithheldBody(
            body, () => transcoded is not null && IsFailure(context) && !IsRefused(context));
        context.Response.Body = withheld;
        Status? failure;
        Exception? cause = null;
        try
        {
            if (transcoded is not null)
                await JsonRequests.Read(context, transcoded);
            await next(context);
            failure = IsFailure(context) && (withheld.Withheld || !IsRefused(context))
                ? Explain(context)
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

    internal static void MarkRefused(HttpContext context) => context.Items[Refused] = Refused;

    /// <summary>Whether the interceptor has refused the request, and said why.</summary>
    internal static bool IsRefused(HttpContext context) => context.Items.ContainsKey(Refused);

    internal static DomainException TooLarge() =>
        CommonErrors.InvalidField("body", "must not be larger than 4 MiB.");

    private static bool IsFailure(HttpContext context) => context.Response.StatusCode >= 400;

    private Status Explain(HttpContext context)
    {
        // Of paths with a custom verb the router knows too many methods, or none.
        if ((context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
                || (context.Response.StatusCode == StatusCodes.Status404NotFound && context.GetEndpoint() is null))
            && allowed.At(context.Request.Path) is { Length: > 0 } methods)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", methods);
        }
        return HttpStatuses.Explain(context).ToStatus();
    }

    private Status Translate(Exception thrown, HttpContext context)
    {
        switch (thrown)
        {
            case DomainException refusal:
                return refusal.ToStatus();
            case SavedRefusal saved:
                return saved.Status;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge().ToStatus();
            case BadHttpRequestException:
                return HttpStatuses.Malformed().ToStatus();
            case var _ when MissingFor(thrown) is { } missing:
                return CommonErrors.DependencyUnavailable(missing).ToStatus();
            case var _ when context.RequestAborted.IsCancellationRequested:
                return Statuses.CallerAway();
            default:
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

    /// <summary>405 and 415 say more than the code's own HTTP status does.</summary>
    private static int HttpStatus(HttpContext context, Status status) => context.Response.StatusCode switch
    {
        405 or 415 => context.Response.StatusCode,
        _ => HttpStatuses.Of((StatusCode)status.Code),
    };

    private async Task Write(HttpContext context, int httpStatus, Status status, Exception? cause)
    {
        var allow = context.Response.Headers.Allow;
        context.Response.Clear();
        context.Response.Headers.Allow = allow;
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
