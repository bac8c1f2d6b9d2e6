using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace ProjetK.Foundation;

/// <summary>Puts on every log line of a request what it is for, about what, and who asks.</summary>
internal sealed class ScopeInterceptor(ILogger<ScopeInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        using var scope = Begin(context, ResourceOf<TRequest>.Name(request));
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var scope = Begin(context, ResourceOf<TRequest>.Name(request));
        await continuation(request, responseStream, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var scope = Begin(context, null);
        return await continuation(requestStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var scope = Begin(context, null);
        await continuation(requestStream, responseStream, context);
    }

    private IDisposable? Begin(ServerCallContext context, string? resource)
    {
        var http = context.GetHttpContext();
        var scope = new RequestScope(RpcName.Of(http)?.Short ?? context.Method, resource);
        http.Features.Set(scope);
        return logger.BeginScope(scope);
    }
}
