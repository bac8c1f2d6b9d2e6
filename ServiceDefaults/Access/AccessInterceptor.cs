using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ProjetK.ServiceDefaults;

/// <summary>Lets a call through only when the proto says that its caller may make it.</summary>
internal sealed class AccessInterceptor(AccessRules rules, AccessOptions options) : Interceptor
{
    private static readonly string[] Exempt = ["/grpc.health.v1.Health/", "/grpc.reflection."];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(context);
        return continuation(requestStream, responseStream, context);
    }

    private void Check(ServerCallContext context)
    {
        var caller = options.Enforced ? Caller.Nobody : Caller.Unchecked;
        context.SetCaller(caller);
        if (!options.Enforced || IsExempt(context.Method))
            return;
        var access = rules.Find(context.Method);
        if (access is { Public: true })
            return;
        if (caller.Anonymous)
            throw CommonErrors.Unauthenticated();
        if (access is null || !access.Roles.Any(caller.Has))
            throw CommonErrors.PermissionDenied();
    }

    private static bool IsExempt(string method) =>
        Array.Exists(Exempt, prefix => method.StartsWith(prefix, StringComparison.Ordinal));
}

/// <summary>Whether access is enforced; it always is outside Development and Test.</summary>
internal sealed record AccessOptions(bool Enforced);
