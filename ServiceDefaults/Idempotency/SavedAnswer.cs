using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Npgsql;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>What was answered to a request_id before; thrown to leave the transaction that would do the work
/// again.</summary>
internal sealed class SavedAnswer(byte[]? answer, byte[]? refusal) : Exception
{
    private const int LongestId = 128;

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
        if (id.Length > LongestId || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw CommonErrors.InvalidField("request_id", "must be 1 to 128 printable ASCII characters; best a UUID.");
        return new(caller.Subject, rpc, id, SHA256.HashData(request.ToByteArray()));
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

/// <summary>Under what an answer is kept, and the hash of the request that it answers.</summary>
internal sealed record AnswerKey(string Caller, string Rpc, string RequestId, byte[] RequestHash)
{
    private const string Select = """
        SELECT request_hash, answer, refusal FROM saved_answers WHERE caller = $1 AND rpc = $2 AND request_id = $3
        """;

    /// <summary>Claims the key in the transaction of the effect; a concurrent twin waits here for the
    /// outcome.</summary>
    public Opening Claim() => new(
        [
            new("""
                INSERT INTO saved_answers (caller, rpc, request_id, request_hash) VALUES ($1, $2, $3, $4)
                ON CONFLICT DO NOTHING
                """, Caller, Rpc, RequestId, RequestHash),
            new(Select, Caller, Rpc, RequestId),
        ],
        async (reader, cancellation) =>
        {
            await reader.ReadAsync(cancellation);
            if (Read(reader) is { } earlier)
                throw earlier;
        });

    /// <summary>Keeps the answer with the effect.</summary>
    public void Save(Transaction transaction, IMessage response) => transaction.Add(
        "UPDATE saved_answers SET answer = $4 WHERE caller = $1 AND rpc = $2 AND request_id = $3",
        Caller, Rpc, RequestId, response.ToByteArray());

    /// <summary>Keeps a refusal after the rollback; gives what a twin kept meanwhile, if one did.</summary>
    public Task<SavedAnswer?> SaveRefusal(Database database, Caller caller, Status refusal)
    {
        var kept = refusal.ToByteArray();
        return database.Run(caller, async transaction =>
        {
            transaction.Add("""
                INSERT INTO saved_answers (caller, rpc, request_id, request_hash, refusal) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT DO NOTHING
                """, Caller, Rpc, RequestId, RequestHash, kept);
            return await transaction.QueryOne(Select, Read, Caller, Rpc, RequestId);
        }, CancellationToken.None);
    }

    private SavedAnswer? Read(NpgsqlDataReader row)
    {
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(RequestHash))
            throw CommonErrors.RequestIdReused();
        var answer = row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1);
        var refusal = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2);
        return answer is null && refusal is null ? null : new SavedAnswer(answer, refusal);
    }
}
