
namespace ProjetK.Ecosystem;

/// <summary>Owns the table of calls: what each asks of the actors.</summary>
internal static class CallTable
{
    /// <summary>Keeps what the call asks for, unless something newer is known.</summary>
    public static async Task Save(Transaction transaction, string call, Thresholds thresholds, long version)
    {
        var saved = await transaction.QueryOne(
            """
            INSERT INTO calls (id, public_actors, private_actors, civil_actors, version) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO UPDATE SET
                public_actors = EXCLUDED.public_actors, private_actors = EXCLUDED.private_actors,
                civil_actors = EXCLUDED.civil_actors, version = EXCLUDED.version
            WHERE calls.version < EXCLUDED.version
            RETURNING true
            """, row => row.GetBoolean(0), call, thresholds.Public, thresholds.Private, thresholds.Civil, version);
        if (saved)
            transaction.Record($"calls/{call}", null, null, "thresholds");
    }
}
