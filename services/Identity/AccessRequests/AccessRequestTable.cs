using Npgsql;

namespace ProjetK.Identity;

/// <summary>Owns the table of requests for accounts.</summary>
internal static class AccessRequestTable
{
    private const string Columns = """
        id, email, display_name, function, commune, message, state, reason, answered_by, answer_time, create_time,
        update_time, version
        """;

    public static Task<AccessRequest?> Find(Database database, Guid id, CancellationToken cancellation) =>
        database.QueryOne($"SELECT {Columns} FROM access_requests WHERE id = $1", Read, cancellation, id);

    public static Task<AccessRequest?> Lock(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM access_requests WHERE id = $1 FOR UPDATE", Read, id);

    public static Task<List<AccessRequest>> List(
        Database database, Page page, string? state, string? commune, CancellationToken cancellation)
    {
        var where = new Where().If(state, "state = {0}").If(commune, "commune = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM access_requests {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    public static Task<List<AccessRequest>> ListOf(
        Database database, string email, CancellationToken cancellation) => database.Query(
        $"SELECT {Columns} FROM access_requests WHERE email_key = $1 ORDER BY create_time, id", Read, cancellation,
        EmailKey.Of(email));

    /// <summary>Puts a new request in place of one for the same commune that nobody answered yet.</summary>
    public static async Task Replace(Transaction transaction, AccessRequest request)
    {
        var replaced = await transaction.Query(
            """
            DELETE FROM access_requests WHERE email_key = $1 AND commune = $2 AND state = 'PENDING' RETURNING id
            """, row => row.GetGuid(0), EmailKey.Of(request.Email), request.Commune);
        foreach (var id in replaced)
            transaction.Record(AccessRequest.NameOf(id), EnumText.Of(AccessRequestState.Pending), null);
        transaction.Record(request.Name, null, EnumText.Of(request.State));
        transaction.Add(
            $"""
            INSERT INTO access_requests ({Columns}, email_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            request.Id, request.Email, request.DisplayName, request.Function, request.Commune, request.Message,
            EnumText.Of(request.State), request.Reason, request.Answerer, request.AnswerTime, request.CreateTime,
            request.UpdateTime, request.Version, EmailKey.Of(request.Email));
    }

    public static void SaveAnswer(Transaction transaction, AccessRequest request)
    {
        transaction.Record(request.Name, EnumText.Of(AccessRequestState.Pending), EnumText.Of(request.State));
        transaction.Add(
            """
            UPDATE access_requests SET state = $2, reason = $3, answered_by = $4, answer_time = $5, update_time = $6,
                version = $7
            WHERE id = $1
            """,
            request.Id, EnumText.Of(request.State), request.Reason, request.Answerer, request.AnswerTime,
            request.UpdateTime,
            request.Version);
    }

    public static void Delete(Transaction transaction, string email) => transaction.Add(
        "DELETE FROM access_requests WHERE email_key = $1", EmailKey.Of(email));

    public static void Purge(Transaction transaction, DateTimeOffset before) => transaction.Add(
        "DELETE FROM access_requests WHERE update_time <= $1", before);

    private static AccessRequest Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        EnumText.Parse<AccessRequestState>(row.GetString(6)),
        row.GetString(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11),
        row.GetInt64(12));
}
