namespace ProjetK.Gateway;

/// <summary>Tells the kinds of requests apart.</summary>
internal static class Requests
{
    /// <summary>gRPC or gRPC-Web; everything else is JSON.</summary>
    public static bool IsGrpc(this HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;
}
