namespace ProjetK.Applications;

/// <summary>The calls in PostgreSQL.</summary>
internal static class CallTable
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = """
        id, title, summary, rules_document, min_population, max_population, population_basis, population_vintage,
        intent_open_time, intent_deadline_time, engagement_deadline_time, deliberation_deadline_time, selection_time,
        cooperation_min_months, cooperation_max_months, places, criteria, min_reviews, public_actors, private_actors,
        civil_actors, targets, perimeter, previous_call, publish_time, announce_time, close_time, create_time,
        update_time, version, extensions, legal_notices
        """;

    /// <summary>The first instant after the deadline of the letter of intent, as <see
    /// cref="Call.IntentEnd"/>.</summary>
    public const string IntentEnd = "date_trunc('second', intent_deadline_time, 'UTC') + interval '1 second'";

    /// <summary>The first instant after the deadline of the letter of engagement.</summary>
    public const string EngagementEnd = "date_trunc('second', engagement_deadline_time, 'UTC') + interval '1 second'";

    // Call.Phase in SQL; $1 is now.
    internal const string Phase = $"""
        CASE
            WHEN close_time IS NOT NULL THEN 'CLOSED'
            WHEN publish_time IS NULL THEN 'DRAFT'
            WHEN announce_time IS NOT NULL THEN 'COOPERATION'
            WHEN $1 < intent_open_time THEN 'ANNOUNCED'
            WHEN $1 < {IntentEnd} THEN 'INTENT'
            WHEN $1 < {EngagementEnd} THEN 'ENGAGEMENT'
            ELSE 'SELECTION'
        END
        """;

    private const string Select = $"SELECT {Columns} FROM calls WHERE id = $1";

    /// <summary>The call, or null.</summary>
    public static Task<Call?> Find(Database database, string id, CancellationToken cancellation) =>
        database.QueryOne(Select, reader => Read(new(reader)), cancellation, id);

    /// <summary>The call; refuses when there is none for this caller.</summary>
    public static async Task<Call> Get(Database database, string id, Caller caller, CancellationToken cancellation) =>
        For(caller, await Find(database, id, cancellation), id);

    /// <summary>The call, kept from being closed until the commit; refuses when there is none for this caller. Whoever
    /// changes a call locks it for that, so the lock that each reference to it takes anyway is enough.</summary>
    public static async Task<Call> GetShared(Transaction transaction, string id) => For(
        transaction.Caller,
        await transaction.QueryOne($"{Select} FOR KEY SHARE", reader => Read(new(reader)), id), id);

    /// <summary>The call, kept from others' changes until the commit; refuses when there is none.</summary>
    public static async Task<Call> Lock(Transaction transaction, string id) =>
        await transaction.QueryOne($"{Select} FOR UPDATE", reader => Read(new(reader)), id)
        ?? throw CommonErrors.NotFound($"calls/{id}");

    /// <summary>Adds the call and announces it if it is published; false when its id is taken.</summary>
    public static async Task<bool> Insert(Transaction transaction, Call call)
    {
        var inserted = await transaction.QueryOne(
            $"{Sql.Insert("calls", Columns)} ON CONFLICT (id) DO NOTHING RETURNING true",
            reader => reader.GetBoolean(0), Values(call));
        if (inserted)
            Record(transaction, null, call);
        return inserted;
    }

    /// <summary>Queues the call as it is now, its line in the history and what the change tells others.</summary>
    public static void Save(Transaction transaction, Call before, Call call)
    {
        transaction.Add(Sql.Upsert("calls", Columns), Values(call));
        Record(transaction, before, call);
    }

    /// <summary>Calls, the latest intent deadline first; drafts only where asked for.</summary>
    public static Task<List<Call>> List(
        Database database, CallPhase? phase, bool drafts, DateTimeOffset now, Page page,
        CancellationToken cancellation)
    {
        var where = new Where();
        if (phase is { } one)
        {
            where.Parameter(now);
            where.And($"{Phase} = {{0}}", EnumText.Of(one));
        }
        if (!drafts)
            where.And("publish_time IS NOT NULL");
        where.After(page.After<DateTimeOffset, string>(), "(intent_deadline_time, id) < ({0}, {1})");
        return database.Query($"""
            SELECT {Columns} FROM calls {where}
            ORDER BY intent_deadline_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Reads the columns of a call.</summary>
    public static Call Read(Row row) => new()
    {
        Id = row.Next<string>(),
        Title = row.Next<string>(),
        Summary = row.Next<string>(),
        RulesDocument = row.Next<string>(),
        MinPopulation = row.Next<int>(),
        MaxPopulation = row.Next<int>(),
        Basis = EnumText.Parse<PopulationBasis>(row.Next<string>()),
        Vintage = row.NextOrNull<int?>(),
        IntentOpenTime = row.Next<DateTimeOffset>(),
        IntentDeadlineTime = row.Next<DateTimeOffset>(),
        EngagementDeadlineTime = row.Next<DateTimeOffset>(),
        DeliberationDeadlineTime = row.Next<DateTimeOffset>(),
        SelectionTime = row.NextOrNull<DateTimeOffset?>(),
        CooperationMinMonths = row.Next<int>(),
        CooperationMaxMonths = row.Next<int>(),
        Places = row.Next<int>(),
        Criteria = row.NextJson<Criterion[]>()!,
        MinReviews = row.Next<int>(),
        Involvement = new(row.Next<int>(), row.Next<int>(), row.Next<int>()),
        Targets = row.NextJson<Target[]>()!,
        Perimeter = row.Next<string[]>(),
        PreviousCall = row.NextOrNull<string>(),
        PublishTime = row.NextOrNull<DateTimeOffset?>(),
        AnnounceTime = row.NextOrNull<DateTimeOffset?>(),
        CloseTime = row.NextOrNull<DateTimeOffset?>(),
        CreateTime = row.Next<DateTimeOffset>(),
        UpdateTime = row.Next<DateTimeOffset>(),
        Version = row.Next<long>(),
        Extensions = row.NextJson<Extension[]>()!,
        LegalNotices = row.NextJson<LegalNotices>()!,
    };

    private static Call For(Caller caller, Call? call, string id) =>
        call is not null && call.IsVisibleTo(caller) ? call : throw CommonErrors.NotFound($"calls/{id}");

    private static void Record(Transaction transaction, Call? before, Call after)
    {
        transaction.Record(
            after.Name, before is null ? null : EnumText.Of(before.Phase(transaction.Now)),
            EnumText.Of(after.Phase(transaction.Now)), Changes.Between(before, after));
        if (before?.PublishTime is null && after.PublishTime is not null)
            transaction.Announce(after.ToCallPublished());
        if (SubscriberNews.Of(before, after) is { } news)
            SubscriberNewsTable.Insert(transaction, after, news);
    }

    private static object?[] Values(Call call) =>
    [
        call.Id, call.Title, call.Summary, call.RulesDocument, call.MinPopulation, call.MaxPopulation,
        EnumText.Of(call.Basis), call.Vintage,
        call.IntentOpenTime, call.IntentDeadlineTime, call.EngagementDeadlineTime, call.DeliberationDeadlineTime,
        call.SelectionTime, call.CooperationMinMonths, call.CooperationMaxMonths, call.Places, Sql.Json(call.Criteria),
        call.MinReviews, call.Involvement.PublicActors, call.Involvement.PrivateActors, call.Involvement.CivilActors,
        Sql.Json(call.Targets), call.Perimeter.ToArray(), call.PreviousCall, call.PublishTime, call.AnnounceTime,
        call.CloseTime, call.CreateTime, call.UpdateTime, call.Version, Sql.Json(call.Extensions),
        Sql.Json(call.LegalNotices),
    ];
}
