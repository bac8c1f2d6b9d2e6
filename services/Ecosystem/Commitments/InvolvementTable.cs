using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Counts confirmed commitments: one round trip over the tables of this service.</summary>
internal static class InvolvementTable
{
    /// <summary>The involvement in a territory; null when there is no such territory.</summary>
    public static Task<Involvement?> Find(Database database, Guid territory, CancellationToken cancellation) =>
        database.QueryOne(
            """
            WITH confirmed AS (
                SELECT actors.id, actors.kind, commitments.shared_values
                FROM commitments JOIN actors ON actors.id = commitments.actor_id
                WHERE commitments.territory_id = $1 AND commitments.state = 'CONFIRMED'),
            kinds AS (
                SELECT kind, count(DISTINCT id)::integer AS actors FROM confirmed GROUP BY kind),
            shared AS (
                SELECT value, count(DISTINCT id)::integer AS actors
                FROM confirmed CROSS JOIN unnest(shared_values) AS value GROUP BY value)
            SELECT ARRAY(SELECT kind FROM kinds ORDER BY kind), ARRAY(SELECT actors FROM kinds ORDER BY kind),
                   ARRAY(SELECT value FROM shared ORDER BY actors DESC, value COLLATE "C"),
                   ARRAY(SELECT actors FROM shared ORDER BY actors DESC, value COLLATE "C"),
                   calls.public_actors, calls.private_actors, calls.civil_actors
            FROM territories LEFT JOIN calls ON calls.id = territories.call
            WHERE territories.id = $1
            """, row => Read(territory, row), cancellation, territory);

    private static Involvement Read(Guid territory, NpgsqlDataReader row)
    {
        var confirmed = Enum.GetValues<ActorKind>().ToDictionary(kind => kind, _ => 0);
        foreach (var (kind, actors) in row.GetFieldValue<string[]>(0).Zip(row.GetFieldValue<int[]>(1)))
            confirmed[EnumText.Parse<ActorKind>(kind)] = actors;
        var values = row.GetFieldValue<string[]>(2).Zip(row.GetFieldValue<int[]>(3)).ToArray();
        var thresholds = row.IsDBNull(4)
            ? Thresholds.Default
            : new(row.GetInt32(4), row.GetInt32(5), row.GetInt32(6));
        return new(territory, confirmed, values, thresholds);
    }
}
