using Google.Protobuf;
using Google.Protobuf.Reflection;
using Status = Google.Rpc.Status;

namespace ProjetK.Foundation;

/// <summary>The response saved for a request_id; thrown to abandon a repeated request's transaction.</summary>
internal sealed class SavedAnswer(byte[]? answer, byte[]? refusal) : Exception
{
    private const int MaxIdLength = 128;

    /// <summary>Refusals that a retry may overcome are not kept.</summary>
    public static bool IsFinal(StatusCode code) => code is not (StatusCode.InvalidArgument or StatusCode.Unauthenticated
        or StatusCode.PermissionDenied or StatusCode.Aborted or StatusCode.ResourceExhausted or StatusCode.Unavailable
        or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled or StatusCode.DeadlineExceeded);

    /// <summary>Under what the answer is kept; null for a request without a request_id.</summary>
    public static AnswerKey? Key<TRequest>(TRequest request, Caller caller, string rpc)
        where TRequest : class, IMessage<TRequest>
    {
        var id = RequestId<TRequest>.Of(request);
        if (id.Length == 0)
            return null;
        if (id.Length > MaxIdLength || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw CommonErrors.InvalidField("request_id", "must be 1 to 128 printable ASCII characters; best a UUID.");
        return AnswerKey.Of(caller.Subject, rpc, id, request);
    }

    /// <summary>Answers as before, or refuses as before.</summary>
    public TResponse Repeat<TResponse>() where TResponse : class, IMessage<TResponse>, new() => refusal is null
        ? new MessageParser<TResponse>(() => new TResponse()).ParseFrom(answer)
        : throw new SavedRefusal(Status.Parser.ParseFrom(refusal));

    private static class RequestId<TRequest> where TRequest : class, IMessage<TRequest>
    {
        private static readonly IFieldAccessor? Field =
            Activator.CreateInstance<TRequest>().Descriptor.FindFieldByName("request_id")?.Accessor;

        public static string Of(TRequest request) => Field?.GetValue(request) as string ?? "";
    }
}
