using System.Diagnostics;

namespace ProjetK.ServiceDefaults;

/// <summary>Names what a process asks of another: by the RPC, as the other names it.</summary>
internal static class ClientSpans
{
    private const string PassedOn = "projetk.passedOn";

    public static void Start(Activity span, HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        if (request.Content?.Headers.ContentType?.MediaType is "application/grpc")
            span.DisplayName = path[(path.LastIndexOf('.') + 1)..];
        // What the gateway passes on is the same request.
        else if (span.Parent is { Kind: ActivityKind.Server } received
            && received.GetTagItem("url.path") as string == path)
        {
            span.DisplayName = received.DisplayName;
            // Its path may hold anything; the span of whoever receives it says as much of it as is fit.
            span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority));
            span.SetCustomProperty(PassedOn, PassedOn);
        }
        else
            // What we ask for ourselves is always the same: metadata, keys, tokens.
            span.DisplayName = $"{request.Method} {path}";
    }

    /// <summary>That a client was refused is no failure of whoever passed the request on.</summary>
    public static void Finish(Activity span, HttpResponseMessage response)
    {
        if (span.GetCustomProperty(PassedOn) is null || (int)response.StatusCode is < 400 or >= 500)
            return;
        span.SetStatus(ActivityStatusCode.Unset);
        span.SetTag("error.type", null);
    }
}
