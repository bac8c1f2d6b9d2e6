using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace ProjetK.Foundation;

/// <summary>Lets a call through only when the proto says that its caller may make it.</summary>
internal sealed class AccessInterceptor(AccessRules rules, Callers callers, Standing standing) : Interceptor
{
    private static readonly string[] Exempt = ["/grpc.health.v1.Health/", "/grpc.reflection."];

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await Check(context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Check(context);
        await continuation(request, responseStream, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Check(context);
        return await continuation(requestStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await Check(context);
        await continuation(requestStream, responseStream, context);
    }

    private Task Check(ServerCallContext context) =>
        IsExempt(context.Method) ? Task.CompletedTask : Check(context.GetHttpContext(), context.Method);

    /// <summary>Refuses whoever may not make that call, and remembers who makes it.</summary>
    public async Task Check(HttpContext http, string rpc)
    {
        // HTTP asks for this header wherever a token is missing or bad.
        http.Response.Headers.WWWAuthenticate = "Bearer";
        var caller = await standing.Check(await callers.Identify(http), http.RequestAborted);
        RequestScope.Name(http, caller.Subject);
        rules.Require(rpc, caller);
        http.Response.Headers.Remove("WWW-Authenticate");
        Callers.Remember(http, caller);
    }

    private static bool IsExempt(string method) =>
        Array.Exists(Exempt, prefix => method.StartsWith(prefix, StringComparison.Ordinal));
}
