using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace ProjetK.Applications;

/// <summary>The tables of applications and of the communes that take part in them.</summary>
internal static class ApplicationTable
{
    /// <summary>How many there are in each state.</summary>
    public const string CountByState = "SELECT count(*), state FROM applications GROUP BY state";

    private const string Columns = """
        id, version, call_id, state, came_from, reference, applicant, population, contacts, project, intent, engagement,
        grant_estimate, decision, proposal, territory_id, previous_id, create_time, update_time,
        withdrawal_reason
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads an application that is the caller's to see, and keeps others from changing it until the
    /// commit.</summary>
    public static async Task<Application> Lock(Transaction transaction, Guid id) =>
        await transaction.QueryOne(
            $"SELECT {Columns} FROM applications WHERE id = $1 AND {Visible("$2")} FOR UPDATE",
            Read, id, Ownership.BoundTo(transaction.Caller))
        ?? throw CommonErrors.NotFound(ApplicationWire.Name(id));

    /// <summary>Reads an application that is the caller's to see.</summary>
    public static async Task<Application> Get(
        Database database, Guid id, Caller caller, CancellationToken cancellation) =>
        await database.QueryOne(
            $"SELECT {Columns} FROM applications WHERE id = $1 AND {Visible("$2")}",
            Read, cancellation, id, Ownership.BoundTo(caller))
        ?? throw CommonErrors.NotFound(ApplicationWire.Name(id));

    public static Task<List<Application>> List(
        Database database, ApplicationFilter filter, CancellationToken cancellation) =>
        database.Query($"""
            SELECT {Columns} FROM applications
            WHERE ($1::text IS NULL OR call_id = $1)
              AND ($2::text[] IS NULL OR state = ANY ($2))
              AND ($3::text IS NULL OR id IN (SELECT application_id FROM application_communes WHERE commune = $3))
              AND ($4::text IS NULL OR search_text LIKE $4)
              AND {Visible("$8")}
              AND ($5::text IS NULL OR ({filter.Order.Key}, id) {filter.Order.Beyond} ($5::{filter.Order.Type}, $6))
            ORDER BY {filter.Order.Key} {filter.Order.Direction}, id {filter.Order.Direction}
            LIMIT $7
            """, Read, cancellation,
            filter.Call, filter.States, filter.Commune, filter.Pattern, filter.AfterKey, filter.AfterId, filter.Limit,
            filter.BoundTo);

    public static void Insert(Transaction transaction, Application application)
    {
        transaction.Add($"""
            INSERT INTO applications ({Columns}, search_text)
            VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10::jsonb, $11::jsonb, $12::jsonb,
                    $13::jsonb, $14::jsonb, $15::jsonb, $16, $17, $18, $19, $20, $21)
            """, Values(application));
        SaveCommunes(transaction, application);
        Record(transaction, null, application);
    }

    public static void Save(Transaction transaction, Application before, Application application)
    {
        transaction.Add("""
            UPDATE applications
            SET version = $2, call_id = $3, state = $4, came_from = $5, reference = $6, applicant = $7::jsonb,
                population = $8::jsonb, contacts = $9::jsonb, project = $10::jsonb, intent = $11::jsonb,
                engagement = $12::jsonb, grant_estimate = $13::jsonb, decision = $14::jsonb, proposal = $15::jsonb,
                territory_id = $16, previous_id = $17, create_time = $18, update_time = $19,
                withdrawal_reason = $20, search_text = $21,
                propose_time = CASE WHEN $15::jsonb IS NULL THEN NULL ELSE COALESCE(propose_time, clock_timestamp()) END
            WHERE id = $1
            """, Values(application));
        SaveCommunes(transaction, application);
        Record(transaction, before, application);
    }

    /// <summary>Places of a call that are taken, by applications that are selected or about to be.</summary>
    public static async Task<int> PlacesTaken(Transaction transaction, string call) =>
        (int)await transaction.QueryOne("""
            SELECT count(*) FROM applications
            WHERE call_id = $1 AND state IN ('SELECTION_PENDING', 'SELECTED', 'COOPERATION', 'OPENED')
            """, reader => reader.GetInt64(0), call);

    /// <summary>The applications of a call in some states, locked in the order of their ids.</summary>
    public static Task<List<Application>> LockAll(
        Transaction transaction, string call, params ApplicationState[] states) =>
        transaction.Query(
            $"SELECT {Columns} FROM applications WHERE call_id = $1 AND state = ANY ($2) ORDER BY id FOR UPDATE",
            Read, call, states.Select(state => EnumText.Of(state)).ToArray());

    /// <summary>Takes the proposals that nobody has answered for a minute, so that they are made again. Real time counts
    /// here, not the clock of the domain.</summary>
    public static Task<List<Application>> TakeUnanswered(Transaction transaction) =>
        transaction.Query($"""
            UPDATE applications SET propose_time = clock_timestamp()
            WHERE id IN (
                SELECT id FROM applications
                WHERE state = 'SELECTION_PENDING' AND propose_time < clock_timestamp() - interval '1 minute'
                ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
            RETURNING {Columns}
            """, Read);

    /// <summary>The next reference of a year; given back when the transaction fails, so that there are no gaps.</summary>
    public static async Task<string> NextReference(Transaction transaction, int year)
    {
        var number = await transaction.QueryOne("""
            INSERT INTO application_references (year, last_number) VALUES ($1, 1)
            ON CONFLICT (year) DO UPDATE SET last_number = application_references.last_number + 1
            RETURNING last_number
            """, reader => reader.GetInt32(0), year);
        return $"K-{year:0000}-{number:0000}";
    }

    /// <summary>True for the applications in which one of the communes takes part, for all when there is no such
    /// bound.</summary>
    private static string Visible(string communes) => $"""
        ({communes}::text[] IS NULL
         OR id IN (SELECT application_id FROM application_communes WHERE commune = ANY ({communes})))
        """;

    private static void SaveCommunes(Transaction transaction, Application application) => ParticipationTable.Save(
        transaction, application.Id, application.Applicant.Communes, application.Call,
        StateMachine.IsLive(application.State), StateMachine.IsSupported(application.State));

    private static void Record(Transaction transaction, Application? before, Application after) => transaction.Record(
        ApplicationWire.Name(after.Id), before is null ? null : EnumText.Of(before.State), EnumText.Of(after.State),
        Changes.Between(before, after, nameof(Application.State), nameof(Application.CameFrom)));

    private static object?[] Values(Application application) =>
    [
        application.Id, application.Version, application.Call, EnumText.Of(application.State),
        application.CameFrom is { } from ? EnumText.Of(from) : null, application.Reference,
        ToJson(application.Applicant), ToJson(application.Population), ToJson(application.Contacts),
        ToJson(application.Project), ToJson(application.Intent), ToJson(application.Engagement),
        ToJson(application.GrantEstimate), ToJson(application.Decision), ToJson(application.Proposal),
        application.TerritoryId, application.PreviousId, application.CreateTime, application.UpdateTime,
        application.WithdrawalReason,
        CommuneName.Normalise($"{application.Reference} {application.Project.Title}"),
    ];

    private static Application Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Version = reader.GetInt64(1),
        Call = reader.GetString(2),
        State = EnumText.Parse<ApplicationState>(reader.GetString(3)),
        CameFrom = reader.IsDBNull(4) ? null : EnumText.Parse<ApplicationState>(reader.GetString(4)),
        Reference = reader.IsDBNull(5) ? null : reader.GetString(5),
        Applicant = FromJson<Applicant>(reader, 6)!,
        Population = FromJson<Population>(reader, 7)!,
        Contacts = FromJson<Contacts>(reader, 8)!,
        Project = FromJson<Project>(reader, 9)!,
        Intent = FromJson<Letter>(reader, 10)!,
        Engagement = FromJson<Letter>(reader, 11)!,
        GrantEstimate = FromJson<GrantEstimate>(reader, 12),
        Decision = FromJson<Decision>(reader, 13),
        Proposal = FromJson<Proposal>(reader, 14),
        TerritoryId = reader.IsDBNull(15) ? null : reader.GetGuid(15),
        PreviousId = reader.IsDBNull(16) ? null : reader.GetGuid(16),
        CreateTime = reader.GetFieldValue<DateTimeOffset>(17),
        UpdateTime = reader.GetFieldValue<DateTimeOffset>(18),
        WithdrawalReason = reader.GetString(19),
    };

    private static string? ToJson<T>(T? value) where T : class =>
        value is null ? null : JsonSerializer.Serialize(value, Json);

    private static T? FromJson<T>(NpgsqlDataReader reader, int column) where T : class =>
        reader.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(reader.GetString(column), Json);
}
