
namespace ProjetK.Funding;

/// <summary>The table <c>applications</c>: which were withdrawn, even before anything was reserved for them.</summary>
internal static class ApplicationTable
{
    /// <summary>Takes the locks that whatever concerns an application's money takes first, in the order of their ids;
    /// gives the versions at which they were withdrawn, of those that were.</summary>
    public static async Task<Dictionary<Guid, long>> Lock(Transaction transaction, IEnumerable<Guid> applications)
    {
        var locked = await transaction.Query("""
            INSERT INTO applications (id) SELECT id FROM unnest($1::uuid[]) AS a (id) ORDER BY id
            ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id
            RETURNING id, withdraw_version
            """, row => (Id: row.GetGuid(0), Version: row.IsDBNull(1) ? (long?)null : row.GetInt64(1)),
            applications.Distinct().ToArray());
        return locked.Where(one => one.Version is not null).ToDictionary(one => one.Id, one => one.Version!.Value);
    }

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
