using Npgsql;

namespace ProjetK.Funding;

/// <summary>What was heard of an application, even before anything was reserved for it: the version at which it was
/// withdrawn, and who applies since another.</summary>
internal sealed record HeardOf(long? WithdrawVersion, IReadOnlyList<string>? Communes, long ApplicantVersion);

/// <summary>The table <c>applications</c>.</summary>
internal static class ApplicationTable
{
    /// <summary>Takes the locks that whatever concerns an application's money takes first, in the order of their ids;
    /// gives what was heard of them.</summary>
    public static async Task<Dictionary<Guid, HeardOf>> Lock(Transaction transaction, IEnumerable<Guid> applications)
    {
        var locked = await transaction.Query("""
            INSERT INTO applications (id) SELECT id FROM unnest($1::uuid[]) AS a (id) ORDER BY id
            ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id
            RETURNING id, withdraw_version, communes, applicant_version
            """, Read, applications.Distinct().ToArray());
        return locked.ToDictionary(one => one.Id, one => one.Heard);
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

    /// <summary>Queues the same lock and remembers who applies, the lead first, unless something newer is
    /// known.</summary>
    public static void Follow(Transaction transaction, Guid application, IReadOnlyList<string> communes, long version)
    {
        transaction.Add("""
            INSERT INTO applications (id, communes, applicant_version) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE
            SET communes = EXCLUDED.communes, applicant_version = EXCLUDED.applicant_version
            WHERE applications.applicant_version IS NULL OR applications.applicant_version < EXCLUDED.applicant_version
            """, application, communes.ToArray(), version);
        transaction.Record($"applications/{application}", null, null, "communes");
    }

    private static (Guid Id, HeardOf Heard) Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return (row.Next<Guid>(), new(
            row.NextOrNull<long?>(), row.NextOrNull<string[]>(), row.NextOrNull<long?>() ?? 0));
    }
}
