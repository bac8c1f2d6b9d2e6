using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>Tells the kinds of requests apart; what is neither of these is JSON.</summary>
internal static class Requests
{
    /// <summary>gRPC, or gRPC-Web.</summary>
    public static bool IsGrpc(this HttpRequest request) => Speaks(request, "application/grpc");

    /// <summary>gRPC-Web alone, which sends one message in one body.</summary>
    public static bool IsGrpcWeb(this HttpRequest request) => Speaks(request, "application/grpc-web");

    private static bool Speaks(HttpRequest request, string contentType) =>
        request.ContentType?.StartsWith(contentType, StringComparison.OrdinalIgnoreCase) is true;
}
