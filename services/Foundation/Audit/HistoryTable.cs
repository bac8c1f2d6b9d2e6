using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Foundation;

/// <summary>The tables of what was done to resources; written by one function of the database alone.</summary>
public static class HistoryTable
{
    private const string Services = "services/", Columns = """
        h.sequence, h.occur_time, h.action, p.subject, h.service, h.from_state, h.to_state, h.fields, h.previous_hash,
        h.hash
        """;

    /// <summary>Lines of one resource after some sequence, the oldest first.</summary>
    public static Task<List<HistoryEntry>> List(
        Database database, string resource, long after, int limit, CancellationToken cancellation) =>
        database.Query($"""
            SELECT {Columns} FROM history h LEFT JOIN history_people p ON p.person = h.person
            WHERE h.resource = $1 AND h.sequence > $2
            ORDER BY h.sequence LIMIT $3
            """, Read, cancellation, resource, after, limit);

    /// <summary>Lines of a resource and of all that have its name before theirs, the oldest first.</summary>
    public static Task<List<(string Resource, HistoryEntry Line)>> ListBelow(
        Database database, string resource, (DateTimeOffset Time, string Resource, long Sequence)? after, int limit,
        CancellationToken cancellation)
    {
        // After a slash comes a zero.
        var where = new Where()
            .And("h.resource = {0} OR h.resource > {1} AND h.resource < {2}", resource, $"{resource}/", $"{resource}0")
            .After(after, "(h.occur_time, h.resource, h.sequence) > ({0}, {1}, {2})");
        return database.Query($"""
            SELECT {Columns}, h.resource FROM history h LEFT JOIN history_people p ON p.person = h.person {where}
            ORDER BY h.occur_time, h.resource, h.sequence LIMIT {where.Parameter(limit)}
            """, row => (row.GetString(10), Read(row)), cancellation, where.Parameters);
    }

    /// <summary>Takes away what leads from a person's lines to that person; the lines stay and their hashes
    /// hold.</summary>
    public static void Erase(Transaction transaction, string subject)
    {
        transaction.Add("SELECT erase_history_person($1)", subject);
        transaction.Add("DELETE FROM saved_answers WHERE caller = $1", subject);
    }

    /// <summary>The next lines after a resource and sequence, of all resources or of one, in that order, with what they
    /// are checked against, until one is not accepted.</summary>
    internal static Task Scan(
        Database database, string? resource, (string Resource, long Sequence) after, int limit,
        Func<StoredLine, bool> accept, CancellationToken cancellation) =>
        database.Scan(
            $"""
            SELECT h.resource, h.sequence, to_char(h.occur_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   h.action, h.person, h.service, h.from_state, h.to_state, h.fields, h.previous_hash, h.hash,
                   e.sequence, e.hash, p.subject, p.salt
            FROM history h
            LEFT JOIN history_heads e ON e.resource = h.resource
            LEFT JOIN history_people p ON p.person = h.person
            WHERE {(resource is null ? "(h.resource, h.sequence) > ($1, $2)" : "h.resource = $1 AND h.sequence > $2")}
            ORDER BY h.resource, h.sequence LIMIT $3
            """, ReadStored, accept, cancellation, resource ?? after.Resource, after.Sequence, limit);

    /// <summary>The first resource of which nothing is left but the end of its chain.</summary>
    internal static Task<string?> FindEmptyChain(
        Database database, string? resource, CancellationToken cancellation) => database.QueryOne(
        $"""
        SELECT e.resource FROM history_heads e
        WHERE {(resource is null ? "true" : "e.resource = $1")}
          AND NOT EXISTS (SELECT FROM history h WHERE h.resource = e.resource)
        ORDER BY e.resource LIMIT 1
        """, row => row.GetString(0), cancellation, Parameters(resource));

    private static object?[] Parameters(string? resource) => resource is null ? [] : [resource];

    internal static Statement Append(HistoryRecord record, DateTimeOffset time) => new(
        "SELECT record_history($1, $2, $3, $4, $5, $6, $7, $8)",
        record.Resource, time, record.Action, Text(Person(record.Caller)), Text(Service(record.Caller)),
        Text(record.FromState),
        Text(record.ToState), record.Fields);

    private static string? Person(Caller caller) =>
        caller.Anonymous || caller.Subject.StartsWith(Services, StringComparison.Ordinal) ? null : caller.Subject;

    // A program that is no service in the sense of the roles, such as the operator's commands, has a name as well.
    private static string? Service(Caller caller) => caller.Service
        ?? (caller.Subject.StartsWith(Services, StringComparison.Ordinal) ? caller.Subject[Services.Length..] : null);

    // Of a known type also when null, so that there is one prepared statement for all.
    private static NpgsqlParameter Text(string? value) =>
        new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static HistoryEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), Text(row, 3), Text(row, 4),
        Text(row, 5), Text(row, 6), row.GetFieldValue<string[]>(7), row.GetFieldValue<byte[]>(8),
        row.GetFieldValue<byte[]>(9));

    private static StoredLine ReadStored(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), Bytes(row, 4),
        Text(row, 5), Text(row, 6), Text(row, 7), row.GetFieldValue<string[]>(8), row.GetFieldValue<byte[]>(9),
        row.GetFieldValue<byte[]>(10))
    {
        Head = row.IsDBNull(11) ? null : (row.GetInt64(11), row.GetFieldValue<byte[]>(12)),
        Identity = row.IsDBNull(13) ? null : (row.GetString(13), row.GetFieldValue<byte[]>(14)),
    };

    private static byte[]? Bytes(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>What a transaction did to one resource.</summary>
internal sealed record HistoryRecord(
    string Resource, string? FromState, string? ToState, string[] Fields, string Action, Caller Caller);
