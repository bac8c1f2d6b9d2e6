using Google.Protobuf;
using Grpc.Core.Interceptors;

namespace ProjetK.Foundation;

/// <summary>Refuses requests that do not keep to the limits of the contract, on every wire.</summary>
internal sealed class RequestInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Check(request);
        return continuation(request, responseStream, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedStream<TRequest>(requestStream), context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new CheckedStream<TRequest>(requestStream), responseStream, context);

    private static void Check<TRequest>(TRequest request)
    {
        if (request is IMessage message)
            RequestChecks.Check(message);
    }

    private sealed class CheckedStream<T>(IAsyncStreamReader<T> stream) : IAsyncStreamReader<T>
    {
        public T Current => stream.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await Move(cancellationToken))
                return false;
            Check(stream.Current);
            return true;
        }

        /// <summary>What cannot be read is the caller's mistake here, too.</summary>
        private async Task<bool> Move(CancellationToken cancellation)
        {
            try
            {
                return await stream.MoveNext(cancellation);
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.ResourceExhausted)
            {
                throw GrpcErrors.TooLarge();
            }
            catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidDataException
                or RpcException { StatusCode: StatusCode.Internal or StatusCode.Unimplemented })
            {
                throw GrpcErrors.Unreadable();
            }
        }
    }
}
