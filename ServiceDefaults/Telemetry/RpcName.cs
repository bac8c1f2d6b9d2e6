using Google.Api;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace ProjetK.ServiceDefaults;

/// <summary>The RPC that a request is for, by whichever wire it came: its span, its metrics and its log lines bear this
/// name.</summary>
internal sealed record RpcName(string Service, string Method)
{
    /// <summary>Without the package, e.g. <c>ApplicationService/SubmitIntent</c>.</summary>
    public string Short { get; } = $"{Service[(Service.LastIndexOf('.') + 1)..]}/{Method}";

    /// <summary>Where it is called over gRPC.</summary>
    public string Path { get; } = $"/{Service}/{Method}";

    /// <summary>Writes on an endpoint which RPC it serves, and its route as the proto has it.</summary>
    public static void Describe(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault()?.Method is not { } method)
            return;
        var rule = endpoint.Metadata.OfType<GrpcJsonTranscodingMetadata>().LastOrDefault()?.HttpRule;
        endpoint.Metadata.Add(new RpcName(method.ServiceName, method.Name));
        endpoint.Metadata.Add(new ReadableRoute(PathOf(rule) ?? method.FullName));
    }

    /// <summary>The RPC of a request whose endpoint was described.</summary>
    public static RpcName? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RpcName>();

    /// <summary>Lets the request bear this name.</summary>
    public void Mark(HttpContext context)
    {
        context.Features.Set(this);
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(Attributes.Rpc, Short));
        if (context.Features.Get<IHttpActivityFeature>() is { Activity: { IsAllDataRequested: true } span })
            span.DisplayName = Short;
    }

    /// <summary>The path of a rule, as the proto has it.</summary>
    public static string? PathOf(HttpRule? rule) => rule?.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => rule.Get,
        HttpRule.PatternOneofCase.Put => rule.Put,
        HttpRule.PatternOneofCase.Post => rule.Post,
        HttpRule.PatternOneofCase.Delete => rule.Delete,
        HttpRule.PatternOneofCase.Patch => rule.Patch,
        _ => null,
    };
}

/// <summary>Lets requests bear the names of their RPCs.</summary>
internal static class RpcNames
{
    /// <summary>Names each request that comes by. Comes after routing.</summary>
    public static void UseRpcNames(this IApplicationBuilder app, Func<HttpContext, RpcName?> find) =>
        app.Use((context, next) =>
        {
            if (find(context) is { } rpc)
                rpc.Mark(context);
            else if (context.Features.Get<IHttpActivityFeature>() is { Activity: { IsAllDataRequested: true } span })
                span.DisplayName = ServerSpans.NameOf(context);
            return next(context);
        });
}

/// <summary>A route in the words of the proto or of the configuration, where what the router made of it is not for
/// people.</summary>
internal sealed record ReadableRoute(string Route) : IRouteDiagnosticsMetadata;
