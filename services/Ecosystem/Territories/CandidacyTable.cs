using System.Collections.Immutable;
using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of candidacies, and brings together what was heard of a territory.</summary>
internal static class CandidacyTable
{
    /// <summary>Reads what was heard of a territory so far; nobody else hears of it until the transaction ends.
    /// The lock is on the id because the first event finds no row to lock.</summary>
    public static async Task<Candidacies> Lock(Transaction transaction, Guid territory)
    {
        await transaction.QueryOne("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))", _ => true, territory);
        var candidacies = await transaction.Query(
            """
            SELECT application_id, accept_time, accept_version, end_version FROM candidacies WHERE territory_id = $1
            """, Read, territory);
        return new(
            territory, await TerritoryTable.Lock(transaction, territory),
            candidacies.ToImmutableDictionary(candidacy => candidacy.Application));
    }

    public static void Save(Transaction transaction, Candidacies before, Candidacies after, Guid application)
    {
        var candidacy = after.Candidacy(application);
        transaction.Add(
            """
            INSERT INTO candidacies (application_id, territory_id, accept_time, accept_version, end_version)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (application_id) DO UPDATE SET
                accept_time = EXCLUDED.accept_time, accept_version = EXCLUDED.accept_version,
                end_version = EXCLUDED.end_version
            """,
            candidacy.Application, after.Id, candidacy.AcceptTime, candidacy.AcceptVersion, candidacy.EndVersion);
        if (after.Territory is { } territory && territory != before.Territory)
            TerritoryTable.Save(transaction, before.Territory, territory);
        else
            transaction.Record(Territory.NameOf(after.Id), null, null, "candidacies");
    }

    private static Candidacy Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2),
        row.GetInt64(3));
}
