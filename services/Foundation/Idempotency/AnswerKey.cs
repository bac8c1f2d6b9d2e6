using Google.Protobuf;
using Npgsql;
using Status = Google.Rpc.Status;

namespace ProjetK.Foundation;

/// <summary>Under what an answer is kept, the hash of the request that it answers, and the seal that only this request
/// opens.</summary>
internal sealed record AnswerKey(string Caller, string Rpc, byte[] RequestId, byte[] RequestHash, AnswerSeal Seal)
{
    private static readonly string Nobody = Foundation.Caller.Nobody.Subject;

    private const string Select = """
        SELECT request_hash, answer, refusal FROM saved_answers WHERE caller = $1 AND rpc = $2 AND request_id = $3
        """;

    public static AnswerKey Of(string caller, string rpc, string requestId, IMessage request)
    {
        var (id, hash, seal) = AnswerSeal.Derive(caller, rpc, requestId, request.ToByteArray());
        // Whoever has no account shares one name with others: the same id with another content is another request.
        return new(caller, rpc, caller == Nobody ? [.. id, .. hash] : id, hash, seal);
    }

    /// <summary>Claims the key in the transaction of the effect; a concurrent twin waits here for the
    /// outcome.</summary>
    public Opening Claim(bool keep = false) => new(
        new("""
            INSERT INTO saved_answers (caller, rpc, request_id, request_hash, kept) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING RETURNING true
            """, Caller, Rpc, RequestId, RequestHash, keep),
        // Asked for apart: a statement that had to wait for a twin does not see what the twin left.
        async transaction => throw await transaction.QueryOne(Select, Read, Caller, Rpc, RequestId)
            ?? throw CommonErrors.Conflict());

    /// <summary>Keeps the answer with the effect.</summary>
    public void Save(Transaction transaction, IMessage response) => transaction.Add(
        "UPDATE saved_answers SET answer = $4 WHERE caller = $1 AND rpc = $2 AND request_id = $3",
        Caller, Rpc, RequestId, Seal.Close(response.ToByteArray()));

    /// <summary>Keeps a refusal after the rollback; gives what a twin kept meanwhile, if one did.</summary>
    public Task<SavedAnswer?> SaveRefusal(Database database, Caller caller, Status refusal, bool keep = false)
    {
        var kept = refusal.ToByteArray();
        return database.Run(caller, async transaction =>
        {
            transaction.Add("""
                INSERT INTO saved_answers (caller, rpc, request_id, request_hash, refusal, kept)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT DO NOTHING
                """, Caller, Rpc, RequestId, RequestHash, kept, keep);
            return await transaction.QueryOne(Select, Read, Caller, Rpc, RequestId);
        }, CancellationToken.None);
    }

    private SavedAnswer? Read(NpgsqlDataReader row)
    {
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(RequestHash))
            throw CommonErrors.RequestIdReused();
        var answer = row.IsDBNull(1) ? null : Seal.Open(row.GetFieldValue<byte[]>(1));
        var refusal = row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2);
        return answer is null && refusal is null ? null : new SavedAnswer(answer, refusal);
    }
}
