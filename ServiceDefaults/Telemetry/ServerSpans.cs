using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace ProjetK.ServiceDefaults;

/// <summary>Tells on the span of a request what it was for, who asked, and how it ended.</summary>
internal static class ServerSpans
{
    private const string GrpcStatus = "grpc-status";

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/:");

    /// <summary>The codes that say that we failed, not the caller.</summary>
    public static bool IsOurFault(StatusCode code) => code is StatusCode.Unknown or StatusCode.DeadlineExceeded
        or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;

    /// <summary>Probes say nothing that the health does not say.</summary>
    public static bool IsWorthTracing(HttpContext context) =>
        context.Request.Path != HealthAnswer.Health && context.Request.Path != HealthAnswer.Alive
        && !context.Request.Path.StartsWithSegments("/grpc.health.v1.Health");

    /// <summary>Writes down that it was refused. Only what is our fault is shown as a failure.</summary>
    public static void Refuse(HttpContext context, StatusCode code, string reason, string? cause = null)
    {
        if (context.Features.Get<IHttpActivityFeature>() is not { Activity: { IsAllDataRequested: true } span })
            return;
        span.SetTag(Attributes.Reason, reason);
        span.SetTag(Attributes.Code, (int)code);
        if (IsOurFault(code))
            span.SetStatus(ActivityStatusCode.Error, cause ?? reason);
    }

    /// <summary>Gives the span its name at the end, when the instrumentation has given it one that is not for
    /// people.</summary>
    public static void Finish(Activity span, HttpResponse response)
    {
        var context = response.HttpContext;
        if (RouteOf(context) is { } route)
            span.SetTag("http.route", route);
        if (!IsHarmless(context, span.GetTagItem("url.path") as string ?? ""))
            span.SetTag("url.path", null);
        if (context.Features.Get<RequestScope>() is { } scope)
        {
            span.SetTag(Attributes.Caller, scope.Caller);
            span.SetTag(Attributes.Resource, scope.Resource);
        }
        if (context.Features.Get<RpcName>() is not { } rpc)
        {
            span.DisplayName = NameOf(context);
            return;
        }
        span.DisplayName = rpc.Short;
        span.SetTag("rpc.system", "grpc");
        span.SetTag("rpc.service", rpc.Service);
        span.SetTag("rpc.method", rpc.Method);
        Close(span, response);
    }

    /// <summary>The RPC, else the method and the route: never the path, which may hold anything.</summary>
    public static string NameOf(HttpContext context) => context.Features.Get<RpcName>()?.Short
        ?? (RouteOf(context) is { } route
            ? $"{context.Request.Method} /{route.TrimStart('/')}"
            : context.Request.Method);

    /// <summary>OpenID Connect answers below a path of its own that is no route.</summary>
    private static string? RouteOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route
        ?? (context.Request.Path is { Value: { } path } && context.Request.Path.StartsWithSegments("/.well-known")
            && !path.AsSpan().ContainsAnyExcept(Plain) ? path : null);

    /// <summary>Where the path is a resource's name, or its route leaves nothing open. It is the path that was asked
    /// for; the page of an error has another.</summary>
    private static bool IsHarmless(HttpContext context, string path) => context.Features.Get<RpcName>() is not null
        ? !path.AsSpan().ContainsAnyExcept(Plain)
        : (RouteOf(context) ?? "").Trim('/') is { Length: > 0 } route && path.AsSpan().Trim('/').SequenceEqual(route);

    /// <summary>What gRPC ended by itself, e.g. at its deadline, nobody has written down.</summary>
    private static void Close(Activity span, HttpResponse response)
    {
        var said = span.GetTagItem("grpc.status_code") as string ?? Said(response);
        span.SetTag("grpc.status_code", null);
        span.SetTag("grpc.method", null);
        if (span.GetTagItem(Attributes.Code) is not null)
            return;
        if (int.TryParse(said, CultureInfo.InvariantCulture, out var code) && code != 0)
            Refuse(response.HttpContext, (StatusCode)code, Refusals.NameOf((StatusCode)code));
        else if (response.StatusCode < StatusCodes.Status400BadRequest)
            span.SetTag(Attributes.Code, 0);
    }

    private static string? Said(HttpResponse response) =>
        response.Headers.TryGetValue(GrpcStatus, out var header) ? header
        : response.HttpContext.Features.Get<IHttpResponseTrailersFeature>() is { Trailers: { } trailers }
            && trailers.TryGetValue(GrpcStatus, out var trailer) ? trailer : (string?)null;
}
