using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of commitments.</summary>
internal static class CommitmentTable
{
    /// <summary>How many there are in each state.</summary>
    public const string CountByState = "SELECT count(*), state FROM commitments GROUP BY state";

    private const string Columns = """
        id, territory_id, actor_id, brings, statement, shared_values, state, secret_hash, expire_time, answer_time,
        create_time, update_time, version
        """;

    private const string Upsert = $"""
        INSERT INTO commitments ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (id) DO UPDATE SET
            brings = EXCLUDED.brings, statement = EXCLUDED.statement, shared_values = EXCLUDED.shared_values,
            state = EXCLUDED.state, secret_hash = EXCLUDED.secret_hash, expire_time = EXCLUDED.expire_time,
            answer_time = EXCLUDED.answer_time, update_time = EXCLUDED.update_time, version = EXCLUDED.version
        """;

    /// <summary>A commitment to a territory that is the caller's.</summary>
    public static Task<Commitment?> Find(
        Database database, Guid territory, Guid id, Reach reach, CancellationToken cancellation) =>
        database.QueryOne(
            $"""
            SELECT {Columns} FROM commitments
            WHERE id = $1 AND territory_id = $2
              AND EXISTS (SELECT FROM territories WHERE territories.id = $2 AND {TerritoryTable.VisibleTo("$3", "$4")})
            """, Read, cancellation, id, territory, reach.Communes, reach.Person);

    public static Task<Commitment?> Lock(Transaction transaction, Guid territory, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM commitments WHERE id = $1 AND territory_id = $2 FOR UPDATE", Read, id, territory);

    /// <summary>What an invitation depends on, in one round trip: keeps the territory as it is and locks the open or
    /// confirmed commitment. Null when there is no such territory, or not for this caller.</summary>
    public static Task<Invitable?> LockForInvitation(Transaction transaction, Guid territory, Guid actor)
    {
        var reach = Ownership.Of(transaction.Caller);
        return transaction.QueryOne(
            $"""
            WITH live AS (
                SELECT {Columns} FROM commitments
                WHERE territory_id = $1 AND actor_id = $2 AND state IN ('INVITED', 'CONFIRMED')
                FOR UPDATE)
            SELECT live.*, territories.stage, EXISTS (
                SELECT FROM actors WHERE actors.id = $2 AND {ActorTable.VisibleTo("$3", "$4")})
            FROM territories LEFT JOIN live ON true
            WHERE territories.id = $1 AND {TerritoryTable.VisibleTo("$3", "$4")}
            FOR SHARE OF territories
            """,
            row => new Invitable(
                EnumText.Parse<Stage>(row.GetString(13)), row.GetBoolean(14), row.IsDBNull(0) ? null : Read(row)),
            territory, actor, reach.Communes, reach.Person);
    }

    /// <summary>A page of a territory's commitments; an overdue invitation counts as expired even before it was
    /// noticed.</summary>
    public static Task<List<Commitment>> List(
        Database database, Guid territory, string? state, DateTimeOffset now, Reach reach, Page page,
        CancellationToken cancellation)
    {
        var where = new Where().And("territory_id = {0}", territory);
        if (state is not null)
            where.And(
                "CASE WHEN state = 'INVITED' AND expire_time <= {0} THEN 'EXPIRED' ELSE state END = {1}", now, state);
        if (reach.Communes is not null)
            where.And($$"""
                EXISTS (SELECT FROM territories
                    WHERE territories.id = {0} AND {{TerritoryTable.VisibleTo("{1}", "{2}")}})
                """, territory, reach.Communes, reach.Person);
        where.After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM commitments {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>Unanswered invitations whose time is over, the oldest first; so many that some which cannot be ended do
    /// not hide the others.</summary>
    public static Task<List<(Guid Territory, Guid Id)>> Overdue(Database database, CancellationToken cancellation) =>
        database.Query(
            """
            SELECT territory_id, id FROM commitments
            WHERE state = 'INVITED' AND expire_time <= $1
            ORDER BY expire_time, id
            LIMIT 10000
            """, row => (row.GetGuid(0), row.GetGuid(1)), cancellation, database.Now);

    /// <summary>True when an actor takes part somewhere, or may still answer.</summary>
    public static async Task<bool> HasLive(Transaction transaction, Guid actor) => await transaction.QueryOne(
        """
        SELECT EXISTS (
            SELECT FROM commitments
            WHERE actor_id = $1 AND (state = 'CONFIRMED' OR state = 'INVITED' AND expire_time > $2))
        """, row => row.GetBoolean(0), actor, transaction.Now);

    /// <summary>Saves a commitment, a new one when there is none before.</summary>
    public static void Save(Transaction transaction, Commitment? before, Commitment commitment)
    {
        transaction.Add(Upsert, Parameters(commitment));
        transaction.Record(
            commitment.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(commitment.State),
            Changes.Between(before, commitment, nameof(Commitment.State)));
    }

    private static object?[] Parameters(Commitment commitment) =>
    [
        commitment.Id, commitment.Territory, commitment.Actor, Words(commitment), commitment.Statement,
        commitment.Values.ToArray(), EnumText.Of(commitment.State), commitment.Link?.SecretHash,
        commitment.Link?.ExpireTime, commitment.AnswerTime, commitment.CreateTime, commitment.UpdateTime,
        commitment.Version,
    ];

    private static string[] Words(Commitment commitment) =>
        [.. commitment.Brings.Select(resource => EnumText.Of(resource))];

    private static Commitment Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2),
        Array.ConvertAll(row.GetFieldValue<string[]>(3), EnumText.Parse<Resource>), row.GetString(4),
        row.GetFieldValue<string[]>(5), EnumText.Parse<CommitmentState>(row.GetString(6)),
        row.IsDBNull(7) ? null : new(row.GetFieldValue<byte[]>(7), row.GetFieldValue<DateTimeOffset>(8)),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9), row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11), row.GetInt64(12));
}

/// <summary>What an invitation depends on: the territory's stage, whether the actor exists, what binds it.</summary>
internal sealed record Invitable(Stage Stage, bool ActorExists, Commitment? Live);
