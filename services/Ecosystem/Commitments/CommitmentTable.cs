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

    private static readonly string Upsert = Sql.Upsert("commitments", Columns);

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

    /// <summary>Locks the actor, then the commitment: in this order, so that neither merging nor erasing the actor waits
    /// for who waits for it.</summary>
    public static async Task<Commitment?> LockWithActor(Transaction transaction, Guid territory, Guid id)
    {
        var actor = await transaction.QueryOne(
            "SELECT actor_id FROM commitments WHERE id = $1 AND territory_id = $2", row => (Guid?)row.GetGuid(0),
            id, territory);
        if (actor is null)
            return null;
        await ActorTable.Lock(transaction, actor.Value);
        var commitment = await Lock(transaction, territory, id);
        // Taken in by another meanwhile: the same request may succeed now.
        return commitment?.Actor == actor ? commitment : throw CommonErrors.Conflict();
    }

    /// <summary>Locks the commitments of some actors, the confirmed ones first, then in the order of the
    /// actors.</summary>
    public static Task<List<Commitment>> LockOf(Transaction transaction, Guid[] actors) => transaction.Query(
        $"""
        SELECT {Columns} FROM commitments WHERE actor_id = ANY ($1)
        ORDER BY state = 'CONFIRMED' DESC, array_position($1, actor_id), id FOR UPDATE
        """, Read, actors);

    /// <summary>What an actor takes part in, or was asked to, the newest first.</summary>
    public static Task<List<Commitment>> OfActor(Database database, Guid actor, CancellationToken cancellation) =>
        database.Query(
            $"SELECT {Columns} FROM commitments WHERE actor_id = $1 ORDER BY create_time DESC, id DESC LIMIT 1000",
            Read, cancellation, actor);

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

    private static Commitment Read(NpgsqlDataReader reader)
    {
        var row = new Row(reader);
        return new(
            row.Next<Guid>(), row.Next<Guid>(), row.Next<Guid>(),
            Array.ConvertAll(row.Next<string[]>(), EnumText.Parse<Resource>), row.Next<string>(), row.Next<string[]>(),
            EnumText.Parse<CommitmentState>(row.Next<string>()), ReadLink(row), row.NextOrNull<DateTimeOffset?>(),
            row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>());
    }

    private static SecretLink? ReadLink(Row row)
    {
        var (hash, expire) = (row.NextOrNull<byte[]>(), row.NextOrNull<DateTimeOffset?>());
        return hash is null ? null : new(hash, expire!.Value);
    }
}

/// <summary>What an invitation depends on: the territory's stage, whether the actor exists, what binds it.</summary>
internal sealed record Invitable(Stage Stage, bool ActorExists, Commitment? Live);
