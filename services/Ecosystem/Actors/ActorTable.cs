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

    /// <summary>SQL that is true for actors who live in a commune of the caller's <see cref="Reach"/>, were recorded for
    /// it, or take part in a territory of the caller's; for all when there is no such bound.</summary>
    public static string VisibleTo(string communes, string person) => $"""
        ({communes}::text[] IS NULL OR actors.commune = ANY ({communes}) OR actors.recorded_for && {communes}
         OR EXISTS (
            SELECT FROM commitments JOIN territories ON territories.id = commitments.territory_id
            WHERE commitments.actor_id = actors.id AND {TerritoryTable.VisibleTo(communes, person)})
         OR EXISTS (
            SELECT FROM support_members JOIN territories ON territories.id = support_members.territory_id
            WHERE support_members.person_id = {person}::uuid
              AND (actors.commune = ANY (territories.communes) OR actors.recorded_for && territories.communes)))
        """;

    /// <summary>The communes for which a caller records actors: their own, and those of the territories that they
    /// accompany.</summary>
    public static Task<List<string>> CommunesOf(Transaction transaction)
    {
        var reach = Ownership.Of(transaction.Caller);
        return transaction.Query("""
            SELECT commune FROM unnest($1::text[]) AS commune
            UNION
            SELECT unnest(communes) FROM territories JOIN support_members ON territory_id = territories.id
            WHERE person_id = $2::uuid
            ORDER BY commune
            """, row => row.GetString(0), reach.Communes ?? [], reach.Person);
    }

    /// <summary>An actor that is the caller's to see.</summary>
    public static Task<Actor?> Find(Database database, Guid id, Reach reach, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM actors WHERE id = $1 AND {VisibleTo("$2", "$3")}",
            Read, cancellation, id, reach.Communes, reach.Person);

    /// <summary>The actor of the same commune, name and kind, and whether it is the caller's to see.</summary>
    public static Task<(Guid Id, bool IsVisible)?> FindTwin(Transaction transaction, Actor actor)
    {
        var reach = Ownership.Of(transaction.Caller);
        return transaction.QueryOne<(Guid, bool)?>($"""
            SELECT id, {VisibleTo("$4", "$5")} FROM actors WHERE commune = $1 AND search_name = $2 AND kind = $3
            """, row => (row.GetGuid(0), row.GetBoolean(1)),
            actor.Commune, actor.SearchName, EnumText.Of(actor.Kind), reach.Communes, reach.Person);
    }

    /// <summary>Of these actors those that are not there for the caller.</summary>
    public static Task<List<Guid>> FindUnknown(Transaction transaction, IEnumerable<Guid> actors)
    {
        var reach = Ownership.Of(transaction.Caller);
        Guid[] asked = [.. actors.Distinct()];
        return transaction.Query($"""
            SELECT asked FROM unnest($1::uuid[]) AS asked
            WHERE NOT EXISTS (SELECT FROM actors WHERE actors.id = asked AND {VisibleTo("$2", "$3")})
            """, row => row.GetGuid(0), asked, reach.Communes, reach.Person);
    }

    /// <summary>Locks an actor against changes and against new commitments.</summary>
    public static Task<Actor?> Lock(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM actors WHERE id = $1 FOR UPDATE", Read, id);

    public static Task<List<Actor>> List(
        Database database, string? commune, string? kind, Reach reach, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(commune, "commune = {0}").If(kind, "kind = {0}");
        if (reach.Communes is not null)
            where.And(VisibleTo("{0}", "{1}"), reach.Communes, reach.Person);
        where
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
