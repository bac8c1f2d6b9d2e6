using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of actors.</summary>
internal static class ActorTable
{
    private const string Columns = """
        id, display_name, kind, commune, contact_name, contact_email, contact_phone, consent_name, consent_contact,
        consent_time, create_time, update_time, version, search_name, recorded_for
        """;

    private const string Upsert = $"""
        INSERT INTO actors ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (id) DO UPDATE SET
            contact_name = EXCLUDED.contact_name, contact_email = EXCLUDED.contact_email,
            contact_phone = EXCLUDED.contact_phone, consent_name = EXCLUDED.consent_name,
            consent_contact = EXCLUDED.consent_contact, consent_time = EXCLUDED.consent_time,
            update_time = EXCLUDED.update_time, version = EXCLUDED.version
        """;

    /// <summary>SQL that is true for actors who live in one of the communes, were recorded for it, or take part in its
    /// territory; for all when there is no such bound.</summary>
    public static string VisibleTo(string communes) => $"""
        ({communes}::text[] IS NULL OR actors.commune = ANY ({communes}) OR actors.recorded_for && {communes}
         OR EXISTS (
            SELECT FROM commitments JOIN territories ON territories.id = commitments.territory_id
            WHERE commitments.actor_id = actors.id AND territories.communes && {communes}))
        """;

    /// <summary>An actor that is the caller's to see.</summary>
    public static Task<Actor?> Find(Database database, Guid id, Caller caller, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM actors WHERE id = $1 AND {VisibleTo("$2")}",
            Read, cancellation, id, Ownership.BoundTo(caller));

    /// <summary>The actor of the same commune, name and kind, and whether it is the caller's to see.</summary>
    public static Task<(Guid Id, bool IsVisible)?> FindTwin(Transaction transaction, Actor actor) =>
        transaction.QueryOne<(Guid, bool)?>($"""
            SELECT id, {VisibleTo("$4")} FROM actors WHERE commune = $1 AND search_name = $2 AND kind = $3
            """, row => (row.GetGuid(0), row.GetBoolean(1)),
            actor.Commune, actor.SearchName, EnumText.Of(actor.Kind), Ownership.BoundTo(transaction.Caller));

    /// <summary>Locks an actor against changes and against new commitments.</summary>
    public static Task<Actor?> Lock(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM actors WHERE id = $1 FOR UPDATE", Read, id);

    public static Task<List<Actor>> List(
        Database database, string? commune, string? kind, Caller caller, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(commune, "commune = {0}").If(kind, "kind = {0}")
            .If(Ownership.BoundTo(caller), VisibleTo("{0}"))
            .After(page.After<string, Guid>(), "(search_name, id) > ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM actors {where}
            ORDER BY search_name, id LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }

    /// <summary>Saves an actor, a new one when there is none before.</summary>
    public static void Save(Transaction transaction, Actor? before, Actor actor)
    {
        if (actor == before)
            return;
        transaction.Add(Upsert, Parameters(actor));
        transaction.Record(actor.Name, null, null, Changes.Between(before, actor));
    }

    private static object?[] Parameters(Actor actor) =>
    [
        actor.Id, actor.DisplayName, EnumText.Of(actor.Kind), actor.Commune, actor.Contact?.DisplayName,
        actor.Contact?.Email, actor.Contact?.Phone, actor.Consent.PublicName, actor.Consent.Contact, actor.Consent.Time,
        actor.CreateTime, actor.UpdateTime, actor.Version, actor.SearchName, actor.RecordedFor.ToArray(),
    ];

    private static Actor Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), EnumText.Parse<ActorKind>(row.GetString(2)), row.GetString(3),
        row.IsDBNull(4) ? null : new(row.GetString(4), row.GetString(5), row.GetString(6)),
        new(row.GetBoolean(7), row.GetBoolean(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9)),
        row.GetFieldValue<DateTimeOffset>(10), row.GetFieldValue<DateTimeOffset>(11), row.GetInt64(12))
    {
        RecordedFor = row.GetFieldValue<string[]>(14),
    };
}
