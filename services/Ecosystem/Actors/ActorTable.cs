namespace ProjetK.Ecosystem;

/// <summary>Owns the table of actors.</summary>
internal static class ActorTable
{
    private const string Columns = """
        id, display_name, kind, commune, contact_name, contact_email, contact_phone, consent_name, consent_contact,
        consent_time, create_time, update_time, version, recorded_for, merged_into, erase_time
        """;

    // Who was erased or merged is there for what counts alone.
    private const string IsThere = "actors.erase_time IS NULL AND actors.merged_into IS NULL";

    /// <summary>SQL that is true for actors who live in a commune of the caller's <see cref="Reach"/>, were recorded for
    /// it, or take part in a territory of the caller's; for all when there is no such bound.</summary>
    public static string VisibleTo(string communes, string person) => $"""
        {IsThere} AND ({communes}::text[] IS NULL OR actors.commune = ANY ({communes}) OR actors.recorded_for && {communes}
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

    /// <summary>An actor that is the caller's to see, or who took it in.</summary>
    public static Task<Actor?> Find(Database database, Guid id, Reach reach, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM actors WHERE id = {Current("$1")} AND {VisibleTo("$2", "$3")}",
            reader => Read(new(reader)), cancellation, id, reach.Communes, reach.Person);

    /// <summary>An actor, or who took it in; null when the secret of a link does not open its data.</summary>
    public static async Task<Actor?> FindByLink(
        Database database, Guid id, string secret, CancellationToken cancellation)
    {
        var actor = await Find(database, id, Reach.Everything, cancellation);
        return actor is not null && await ActorLinkTable.Opens(database, actor.Id, secret, cancellation) ? actor : null;
    }

    /// <summary>Locks an actor whom the caller may change: by the secret of its link, or as somebody who may see
    /// it.</summary>
    public static async Task<Actor?> LockTheirs(Transaction transaction, Guid id, string secret)
    {
        var reach = secret.Length > 0 ? Reach.Everything : Ownership.Of(transaction.Caller);
        var actor = await transaction.QueryOne(
            $"SELECT {Columns} FROM actors WHERE id = {Current("$1")} AND {VisibleTo("$2", "$3")} FOR UPDATE",
            reader => Read(new(reader)), id, reach.Communes, reach.Person);
        if (secret.Length > 0)
            return actor is not null && await ActorLinkTable.Opens(transaction, actor.Id, secret)
                ? actor
                : throw Errors.LinkExpired();
        if (actor is not null)
            Ownership.RequireWriter(transaction.Caller);
        return actor;
    }

    /// <summary>Locks two actors of the caller's in one order, whoever asks; null for one that is not theirs.</summary>
    public static async Task<(Actor? One, Actor? Other)> LockBoth(Transaction transaction, Guid one, Guid other)
    {
        var reach = Ownership.Of(transaction.Caller);
        Guid[] both = [one, other];
        var found = await transaction.Query(
            $"SELECT {Columns} FROM actors WHERE id = ANY ($1) AND {VisibleTo("$2", "$3")} ORDER BY id FOR UPDATE",
            reader => Read(new(reader)), both, reach.Communes, reach.Person);
        return (found.Find(actor => actor.Id == one), found.Find(actor => actor.Id == other));
    }

    /// <summary>Locks the actors who are reached by a mail address, some of them if there are many.</summary>
    public static Task<List<Actor>> LockByEmail(Transaction transaction, string email) => transaction.Query(
        $"""
        SELECT {Columns} FROM actors WHERE lower(contact_email) = lower($1) AND {IsThere}
        ORDER BY id LIMIT 10 FOR UPDATE
        """, reader => Read(new(reader)), email);

    /// <summary>Keeps an actor, or who took it in, as it is: not to be erased or merged until the commit.</summary>
    public static Task<Actor?> LockShared(Transaction transaction, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM actors WHERE id = {Current("$1")} AND {IsThere} FOR SHARE",
        reader => Read(new(reader)), id);

    /// <summary>Whom one actor took in, another takes in with it.</summary>
    public static void MoveMerged(Transaction transaction, Guid from, Guid into) =>
        transaction.Add("UPDATE actors SET merged_into = $2 WHERE merged_into = $1", from, into);

    private static string Current(string id) =>
        $"COALESCE((SELECT merged.merged_into FROM actors AS merged WHERE merged.id = {id}), {id})";

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
        $"SELECT {Columns} FROM actors WHERE id = $1 FOR UPDATE", reader => Read(new(reader)), id);

    public static Task<List<Actor>> List(
        Database database, string? commune, string? kind, Reach reach, Page page, CancellationToken cancellation)
    {
        var where = new Where().If(commune, "commune = {0}").If(kind, "kind = {0}");
        if (reach.Communes is null)
            where.And(IsThere);
        else
            where.And(VisibleTo("{0}", "{1}"), reach.Communes, reach.Person);
        where
            .After(page.After<string, Guid>(), "(search_name, id) > ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM actors {where}
            ORDER BY search_name, id LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Saves an actor, a new one when there is none before.</summary>
    public static void Save(Transaction transaction, Actor? before, Actor actor)
    {
        if (actor == before)
            return;
        transaction.Add(Upsert, Parameters(actor));
        transaction.Record(actor.Name, null, null, Changes.Between(before, actor));
    }

    private static readonly string Upsert = Sql.Upsert("actors", $"{Columns}, search_name");

    private static object?[] Parameters(Actor actor) =>
    [
        actor.Id, actor.DisplayName, EnumText.Of(actor.Kind), actor.Commune, actor.Contact?.DisplayName,
        actor.Contact?.Email, actor.Contact?.Phone, actor.Consent.PublicName, actor.Consent.Contact, actor.Consent.Time,
        actor.CreateTime, actor.UpdateTime, actor.Version, actor.RecordedFor.ToArray(), actor.MergedInto,
        actor.EraseTime, actor.SearchName,
    ];

    private static Actor Read(Row row) => new(
        row.Next<Guid>(), row.Next<string>(), EnumText.Parse<ActorKind>(row.Next<string>()), row.Next<string>(),
        ReadContact(row), new(row.Next<bool>(), row.Next<bool>(), row.NextOrNull<DateTimeOffset?>()),
        row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<long>())
    {
        RecordedFor = row.Next<string[]>(),
        MergedInto = row.NextOrNull<Guid?>(),
        EraseTime = row.NextOrNull<DateTimeOffset?>(),
    };

    private static Contact? ReadContact(Row row) =>
        (row.NextOrNull<string>(), row.NextOrNull<string>(), row.NextOrNull<string>()) is ({ } name, var email, var phone)
            ? new(name, email ?? "", phone ?? "")
            : null;
}
