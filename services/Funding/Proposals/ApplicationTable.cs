
namespace ProjetK.Funding;

/// <summary>The table <c>applications</c>: which were withdrawn, even before anything was reserved for them.</summary>
internal static class ApplicationTable
{
    /// <summary>Takes the lock that whatever concerns an application's money takes first; gives the version at which
    /// it was withdrawn, if it was.</summary>
    public static Task<long?> Lock(Transaction transaction, Guid application) => transaction.QueryOne<long?>("""
        INSERT INTO applications (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id
        RETURNING withdraw_version
        """, row => row.IsDBNull(0) ? null : row.GetInt64(0), application);

    /// <summary>Queues the same lock and remembers the withdrawal.</summary>
    public static void Withdraw(Transaction transaction, Guid application, long version)
    {
        transaction.Add("""
            INSERT INTO applications (id, withdraw_version) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE
            SET withdraw_version = GREATEST(applications.withdraw_version, EXCLUDED.withdraw_version)
            """, application, version);
        transaction.Record($"applications/{application}", null, "WITHDRAWN");
    }
}
