using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>Owns the tables of support teams and their members.</summary>
internal static class SupportTable
{
    private const string Select = """
        SELECT territories.id,
            (SELECT person_id FROM support_members AS member
             WHERE member.territory_id = territories.id AND duty = 'REPRESENTATIVE'),
            ARRAY(SELECT person_id FROM support_members AS member
                  WHERE member.territory_id = territories.id AND duty = 'FACILITATOR' ORDER BY position),
            support_teams.update_time, COALESCE(support_teams.version, 0)
        FROM territories LEFT JOIN support_teams ON support_teams.territory_id = territories.id
        """;

    /// <summary>The team of a territory that is the caller's.</summary>
    public static Task<Support?> Find(
        Database database, Guid territory, Reach reach, CancellationToken cancellation) => database.QueryOne(
            $"{Select} WHERE territories.id = $1 AND {TerritoryTable.VisibleTo("$2", "$3")}",
            reader => Read(new(reader)), cancellation, territory, reach.Communes, reach.Person);

    /// <summary>The team of a territory that is locked already.</summary>
    public static async Task<Support> Get(Transaction transaction, Guid territory) => await transaction.QueryOne(
        $"{Select} WHERE territories.id = $1", reader => Read(new(reader)), territory)
        ?? Support.Unassigned(territory);

    /// <summary>Lets nobody else give these people work until the commit, and names those who have that many awake
    /// territories besides this one.</summary>
    public static async Task<List<Guid>> LockOverloaded(
        Transaction transaction, Guid territory, IEnumerable<Guid> people, int limit)
    {
        // In one order by all, so that no two wait for each other.
        Guid[] locked = [.. people.Order()];
        await transaction.Query(
            "SELECT pg_advisory_xact_lock(hashtextextended('support/' || person, 0)) FROM unnest($1::uuid[]) AS person",
            _ => true, locked);
        return await transaction.Query("""
            SELECT person_id FROM support_members JOIN territories ON territories.id = support_members.territory_id
            WHERE person_id = ANY ($1) AND territories.id <> $2 AND stage NOT IN ('DORMANT', 'PARTNER')
            GROUP BY person_id HAVING count(*) >= $3
            ORDER BY person_id
            """, row => row.GetGuid(0), locked, territory, limit);
    }

    /// <summary>The territories that somebody accompanies.</summary>
    public static Task<List<Guid>> TerritoriesOf(Transaction transaction, Guid person) => transaction.Query(
        "SELECT territory_id FROM support_members WHERE person_id = $1 ORDER BY territory_id",
        row => row.GetGuid(0), person);

    /// <summary>Saves a team and tells the other services who is in it.</summary>
    public static void Save(Transaction transaction, Support before, Support team)
    {
        if (team == before)
            return;
        transaction.Add(Sql.Upsert("support_teams", "territory_id, update_time, version"),
            team.Territory, team.UpdateTime, team.Version);
        transaction.Add("DELETE FROM support_members WHERE territory_id = $1", team.Territory);
        Guid[] members = [.. team.Members];
        transaction.Add("""
            INSERT INTO support_members (territory_id, person_id, duty, position)
            SELECT $1, person, CASE WHEN person = $3 THEN 'REPRESENTATIVE' ELSE 'FACILITATOR' END, position
            FROM unnest($2::uuid[]) WITH ORDINALITY AS member (person, position)
            """, team.Territory, members, team.Representative ?? Guid.Empty);
        transaction.Record(team.Name, null, null, Changes.Between(before, team));
        transaction.Announce(new Events.SupportTeamChanged(
            team.Territory, [.. members.Select(member => $"{member}")], team.Complete, transaction.Now, team.Version));
        if (team.Complete && !before.Complete)
            transaction.Announce(new Events.SupportTeamCompleted(team.Territory, transaction.Now, team.Version));
    }

    private static Support Read(Row row) => new(
        row.Next<Guid>(), row.NextOrNull<Guid?>(), [.. row.Next<Guid[]>()], row.NextOrNull<DateTimeOffset?>(),
        row.Next<long>());
}
