using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProjetK.ServiceDefaults;

/// <summary>Gives every failure over gRPC the shape of the interceptor's refusals, also those before any interceptor:
/// what is no message, and what is no RPC.</summary>
internal sealed partial class GrpcErrors(RequestDelegate next, ILogger<GrpcErrors> logger)
{
    private const string Status = "grpc-status", Details = "grpc-status-details-bin";

    /// <summary>Handles one request; what is not gRPC passes untouched.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.IsGrpc())
            await next(context);
        else if (IsMisspelt(context))
            context.Response.WriteStatus(Unimplemented(context).ToStatus());
        else
        {
            await next(context);
            if (!context.Response.HasStarted && Explain(context) is { } refusal)
                context.Response.WriteStatus(refusal.ToStatus());
        }
    }

    public static DomainException TooLarge() =>
        new(StatusCode.ResourceExhausted, "INVALID_FIELD", "A message must not be larger than 4 MiB.");

    public static DomainException Unreadable() =>
        CommonErrors.InvalidField("request", "The bytes are not the message that this RPC takes.");

    /// <summary>The router takes capitals for small letters, and JSON paths with any content type; over gRPC an RPC has
    /// one name.</summary>
    private static bool IsMisspelt(HttpContext context) => RpcName.Of(context) is { } rpc
        && !string.Equals(context.Request.Path, rpc.Path, StringComparison.Ordinal);

    private DomainException? Explain(HttpContext context)
    {
        if (context.Response.StatusCode == StatusCodes.Status404NotFound)
            return Unimplemented(context);
        var headers = context.Response.Headers;
        if (!int.TryParse(headers[Status], CultureInfo.InvariantCulture, out var code) || code == 0
            || headers.ContainsKey(Details) || JsonErrors.IsRefused(context))
            return null;
        switch ((StatusCode)code)
        {
            case StatusCode.Unimplemented:
                return Unimplemented(context);
            case StatusCode.ResourceExhausted:
                return TooLarge();
            case StatusCode.Unknown or StatusCode.Internal when context.Features.Get<RequestScope>() is null:
                // Nothing of ours has seen the request: it could not be read.
                return Unreadable();
            case StatusCode.Unknown or StatusCode.Internal:
                var status = context.Features.Get<IServerCallContextFeature>()?.ServerCallContext.Status;
                Failed(logger, status?.DebugException, ServerSpans.NameOf(context));
                return Statuses.Bug();
            default:
                return null;
        }
    }

    private static DomainException Unimplemented(HttpContext context) => new(
        StatusCode.Unimplemented, "NOT_FOUND", $"There is no RPC {context.Request.Path}.");

    [LoggerMessage(LogLevel.Error, "{Rpc} failed")]
    private static partial void Failed(ILogger logger, Exception? failure, string rpc);
}

/// <summary>Puts <see cref="GrpcErrors"/> into a pipeline.</summary>
internal static class GrpcErrorsExtensions
{
    /// <summary>Rewrites failures of whatever comes after. Comes after routing and gRPC-Web.</summary>
    public static IApplicationBuilder UseGrpcErrors(this IApplicationBuilder app) => app.UseMiddleware<GrpcErrors>();
}
