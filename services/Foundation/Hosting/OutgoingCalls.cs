using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core.Interceptors;

namespace ProjetK.Foundation;

/// <summary>Gives calls to other services a deadline, and a request_id to those that should have one: a retry is then
/// safe.</summary>
internal sealed class OutgoingCalls : Interceptor
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(5);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is null)
            context = new(
                context.Method, context.Host, context.Options.WithDeadline(DateTime.UtcNow + DefaultDeadline));
        return continuation(RequestIds<TRequest>.Fill(request), context);
    }

    private static class RequestIds<TRequest> where TRequest : class
    {
        private static readonly FieldDescriptor? Field =
            (Activator.CreateInstance<TRequest>() as IMessage)?.Descriptor.FindFieldByName("request_id");

        public static TRequest Fill(TRequest request)
        {
            if (Field is null || request is not IDeepCloneable<TRequest> original
                || Field.Accessor.GetValue((IMessage)request) is string { Length: > 0 })
                return request;
            // The message belongs to the caller, who may send it again as another request.
            var own = original.Clone();
            Field.Accessor.SetValue((IMessage)own, Guid.CreateVersion7().ToString());
            return own;
        }
    }
}
