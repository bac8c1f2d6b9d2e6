
namespace ProjetK.Identity;

/// <summary>How much there is of each kind of data with a time limit, and since when the oldest is there.</summary>
internal static class RetentionTable
{
    /// <summary>In the order of the kinds.</summary>
    public static Task<List<(long Count, DateTimeOffset? Oldest)>> Read(
        Database database, CancellationToken cancellation) => database.Query(
        """
        SELECT 1 AS kind, count(*), min(expire_time) FROM invitations WHERE state = 'PENDING'
        UNION ALL SELECT 2, count(*), min(update_time) FROM access_requests
        UNION ALL SELECT 3, count(*), min(revoke_time) FROM people WHERE state = 'REVOKED'
        UNION ALL SELECT 4, count(*), min(failure_time) FROM people WHERE failure_time IS NOT NULL
        ORDER BY kind
        """,
        row => (row.GetInt64(1), row.IsDBNull(2) ? null : (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(2)),
        cancellation);
}
