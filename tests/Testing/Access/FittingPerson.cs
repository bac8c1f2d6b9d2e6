using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ProjetK.Testing;

/// <summary>Lets a gRPC call that does not say who makes it be made by somebody who may.</summary>
internal sealed class FittingPerson(Tokens tokens) : Interceptor
{
    public const string Header = "authorization";

    private static readonly Dictionary<string, MethodDescriptor> Rpcs = Wires.Services
        .SelectMany(service => service.Methods)
        .ToDictionary(rpc => $"/{rpc.Service.FullName}/{rpc.Name}");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, Sign(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(request, Sign(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Sign(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) => continuation(Sign(context));

    private ClientInterceptorContext<TRequest, TResponse> Sign<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        foreach (var header in context.Options.Headers ?? [])
            headers.Add(header);
        if (headers.Get(Header) is not { } given)
        {
            if (Rpcs.TryGetValue(context.Method.FullName, out var rpc))
                Add(headers, tokens.Authorize(People.WhoMay(rpc)));
        }
        else if (given.Value.Length == 0)
            headers.Remove(given);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }

    private static void Add(Metadata headers, string authorization)
    {
        if (authorization.Length > 0)
            headers.Add(Header, authorization);
    }
}

/// <summary>Lets an HTTP request that does not say who makes it be made by somebody who may do everything.</summary>
internal sealed class AnyPerson(Tokens tokens) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues(FittingPerson.Header, out var given))
            request.Headers.TryAddWithoutValidation(FittingPerson.Header, tokens.Authorize(People.Everybody));
        else if (string.IsNullOrEmpty(given.FirstOrDefault()))
            request.Headers.Remove(FittingPerson.Header);
        return base.SendAsync(request, cancellationToken);
    }
}
