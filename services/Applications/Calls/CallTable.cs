using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace ProjetK.Applications;

/// <summary>The calls in PostgreSQL.</summary>
internal static class CallTable
{
    private const string Columns = """
        id, title, summary, rules_document, min_population, max_population, population_basis, population_vintage,
        intent_open_time, intent_deadline_time, engagement_deadline_time, deliberation_deadline_time, selection_time,
        cooperation_min_months, cooperation_max_months, places, criteria, min_reviews, public_actors, private_actors,
        civil_actors, targets, perimeter, previous_call, publish_time, announce_time, close_time, create_time,
        update_time, version
        """;

    // Call.Phase in SQL; $1 is now.
    internal const string Phase = """
        CASE
            WHEN close_time IS NOT NULL THEN 'CLOSED'
            WHEN publish_time IS NULL THEN 'DRAFT'
            WHEN announce_time IS NOT NULL THEN 'COOPERATION'
            WHEN $1 < intent_open_time THEN 'ANNOUNCED'
            WHEN $1 < date_trunc('second', intent_deadline_time, 'UTC') + interval '1 second' THEN 'INTENT'
            WHEN $1 < date_trunc('second', engagement_deadline_time, 'UTC') + interval '1 second' THEN 'ENGAGEMENT'
            ELSE 'SELECTION'
        END
        """;

    private const string Select = $"SELECT {Columns} FROM calls WHERE id = $1";

    /// <summary>The call, or null.</summary>
    public static Task<Call?> Find(Database database, string id, CancellationToken cancellation) =>
        database.QueryOne(Select, Read, cancellation, id);

    /// <summary>The call, or null; another transaction may change it meanwhile.</summary>
    public static Task<Call?> Find(Transaction transaction, string id) => transaction.QueryOne(Select, Read, id);

    /// <summary>The call, kept from others' changes until the commit; refuses when there is none.</summary>
    public static async Task<Call> Lock(Transaction transaction, string id) =>
        await transaction.QueryOne($"{Select} FOR UPDATE", Read, id) ?? throw CommonErrors.NotFound($"calls/{id}");

    /// <summary>Adds the call; false when its id is taken.</summary>
    public static async Task<bool> Insert(Transaction transaction, Call call)
    {
        var inserted = await transaction.QueryOne($"""
            INSERT INTO calls ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
            ON CONFLICT (id) DO NOTHING RETURNING true
            """, row => row.GetBoolean(0), Row(call));
        if (inserted)
            Record(transaction, null, call);
        return inserted;
    }

    /// <summary>Queues the call as it is now.</summary>
    public static void Save(Transaction transaction, Call before, Call call)
    {
        transaction.Add($"""
            UPDATE calls SET ({Columns}) = ROW($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
                $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
            WHERE id = $1
            """, Row(call));
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
            """, Read, cancellation, where.Parameters);
    }

    private static void Record(Transaction transaction, Call? before, Call after) => transaction.Record(
        after.Name, before is null ? null : EnumText.Of(before.Phase(transaction.Now)),
        EnumText.Of(after.Phase(transaction.Now)), Changes.Between(before, after));

    private static object?[] Row(Call call) =>
    [
        call.Id, call.Title, call.Summary, call.RulesDocument, call.MinPopulation, call.MaxPopulation,
        EnumText.Of(call.Basis), call.Vintage,
        call.IntentOpenTime, call.IntentDeadlineTime, call.EngagementDeadlineTime, call.DeliberationDeadlineTime,
        call.SelectionTime, call.CooperationMinMonths, call.CooperationMaxMonths, call.Places, Json(call.Criteria),
        call.MinReviews, call.Involvement.PublicActors, call.Involvement.PrivateActors, call.Involvement.CivilActors,
        Json(call.Targets), call.Perimeter.ToArray(), call.PreviousCall, call.PublishTime, call.AnnounceTime,
        call.CloseTime, call.CreateTime, call.UpdateTime, call.Version,
    ];

    private static Call Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Title = row.GetString(1),
        Summary = row.GetString(2),
        RulesDocument = row.GetString(3),
        MinPopulation = row.GetInt32(4),
        MaxPopulation = row.GetInt32(5),
        Basis = EnumText.Parse<PopulationBasis>(row.GetString(6)),
        Vintage = row.IsDBNull(7) ? null : row.GetInt32(7),
        IntentOpenTime = row.GetFieldValue<DateTimeOffset>(8),
        IntentDeadlineTime = row.GetFieldValue<DateTimeOffset>(9),
        EngagementDeadlineTime = row.GetFieldValue<DateTimeOffset>(10),
        DeliberationDeadlineTime = row.GetFieldValue<DateTimeOffset>(11),
        SelectionTime = ReadTime(row, 12),
        CooperationMinMonths = row.GetInt32(13),
        CooperationMaxMonths = row.GetInt32(14),
        Places = row.GetInt32(15),
        Criteria = JsonSerializer.Deserialize<Criterion[]>(row.GetString(16))!,
        MinReviews = row.GetInt32(17),
        Involvement = new(row.GetInt32(18), row.GetInt32(19), row.GetInt32(20)),
        Targets = JsonSerializer.Deserialize<Target[]>(row.GetString(21))!,
        Perimeter = row.GetFieldValue<string[]>(22),
        PreviousCall = row.IsDBNull(23) ? null : row.GetString(23),
        PublishTime = ReadTime(row, 24),
        AnnounceTime = ReadTime(row, 25),
        CloseTime = ReadTime(row, 26),
        CreateTime = row.GetFieldValue<DateTimeOffset>(27),
        UpdateTime = row.GetFieldValue<DateTimeOffset>(28),
        Version = row.GetInt64(29),
    };

    private static DateTimeOffset? ReadTime(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Json<T>(T value) =>
        new() { Value = JsonSerializer.Serialize(value), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
