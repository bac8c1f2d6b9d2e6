using System.Diagnostics;

namespace ProjetK.ServiceDefaults;

/// <summary>Names what a process asks of another: by the RPC, as the other names it.</summary>
internal static class ClientSpans
{
    public static void Start(Activity span, HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        if (request.Content?.Headers.ContentType?.MediaType is "application/grpc")
            span.DisplayName = path[(path.LastIndexOf('.') + 1)..];
        // What the gateway passes on is the same request.
        else if (span.Parent is { Kind: ActivityKind.Server } received && received.GetTagItem("url.path") as string == path)
        {
            span.DisplayName = received.DisplayName;
            // Its path may hold anything; the span of whoever receives it says as much of it as is fit.
            span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority));
        }
        else
            // What we ask for ourselves is always the same: metadata, keys, tokens.
            span.DisplayName = $"{request.Method} {path}";
    }
}
