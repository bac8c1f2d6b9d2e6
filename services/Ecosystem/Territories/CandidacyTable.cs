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
            SELECT application_id, accept_time, accept_version, later_stage, later_version
            FROM candidacies WHERE territory_id = $1
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
            INSERT INTO candidacies
                (application_id, territory_id, accept_time, accept_version, later_stage, later_version)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (application_id) DO UPDATE SET
                accept_time = EXCLUDED.accept_time, accept_version = EXCLUDED.accept_version,
                later_stage = EXCLUDED.later_stage, later_version = EXCLUDED.later_version
            """,
            candidacy.Application, after.Id, candidacy.AcceptTime, candidacy.AcceptVersion,
            EnumText.Of(candidacy.LaterStage), candidacy.LaterVersion);
        if (after.Territory is { } territory && territory != before.Territory)
            TerritoryTable.Save(transaction, before.Territory, territory);
        else
            transaction.Record(Territory.NameOf(after.Id), null, null, "candidacies");
    }

    /// <summary>An application took its territory to a stage; nothing to do where that is known, or is old.</summary>
    public static async Task Reach(
        Transaction transaction, Guid territory, Guid application, Stage stage, long version)
    {
        var before = await Lock(transaction, territory);
        var after = before.Reach(application, stage, version, transaction.Now);
        if (after.Candidacy(application) != before.Candidacy(application))
            Save(transaction, before, after, application);
    }

    private static Candidacy Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.NextOrNull<DateTimeOffset?>(), row.Next<long>(),
            EnumText.Parse<Stage>(row.Next<string>()), row.Next<long>());
    }
}
