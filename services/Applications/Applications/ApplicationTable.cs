using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace ProjetK.Applications;

/// <summary>The table of applications. Each is read with its call, and as it stands at the instant of
/// reading.</summary>
internal static partial class ApplicationTable
{
    /// <summary>How many there are in each state, as everybody may know it.</summary>
    public const string CountByState =
        "SELECT count(*), COALESCE(shown_state, state) AS state FROM applications GROUP BY 2";

    private const string Columns = """
        id, version, call_id, state, came_from, reference, applicant, population, contacts, project, intent, engagement,
        grant_estimate, decision, proposal, territory_id, previous_id, create_time, update_time, withdrawal_reason,
        review_count, review_points, review_scores,
        shown_state, shown_version, shown_update_time, pending_decision, declined_decision, own_deadlines,
        correction, lead_proposal
        """;

    // An unanswered proposal is made again after a minute of real time, not of the domain's.
    private static readonly string Upsert = $"""
        {Sql.Upsert("applications", $"{Columns}, search_text")},
        propose_time = CASE WHEN EXCLUDED.proposal IS NULL THEN NULL
            ELSE COALESCE(applications.propose_time, clock_timestamp()) END
        """;

    private const string HasFormerCommune = """
        EXISTS (SELECT FROM application_communes AS member JOIN communes ON communes.code = member.commune
            WHERE member.application_id = applications.id AND NOT communes.is_current)
        """;

    private static readonly string Whole =
        $"{Sql.Of("applications", Columns)}, {HasFormerCommune}, {Sql.Of("calls", CallTable.Columns)}";

    private static readonly string Select = $"SELECT {Whole} FROM {Joined}";
    private const string Joined = "applications JOIN calls ON calls.id = applications.call_id";

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads an application that is the caller's to see, and keeps others from changing it until the
    /// commit.</summary>
    public static async Task<Application> Lock(Transaction transaction, Guid id) =>
        await TryLock(transaction, id) ?? throw CommonErrors.NotFound(ApplicationWire.Name(id));

    /// <summary>The same; null when there is none.</summary>
    public static Task<Application?> TryLock(Transaction transaction, Guid id) => transaction.QueryOne(
        $"{Select} WHERE applications.id = $1 AND {Visible("$2", "$3", "$4", "$5")} FOR UPDATE OF applications",
        reader => Read(new(reader)).At(transaction.Now), [id, .. Sight.Of(transaction.Caller).Parameters]);

    /// <summary>Keeps the call of an application from changing until the commit; to be locked before the application,
    /// so that two choices for its last place wait for each other.</summary>
    public static async Task LockCall(Transaction transaction, Guid id) => await transaction.QueryOne(
        "SELECT id FROM calls WHERE id = (SELECT call_id FROM applications WHERE id = $1) FOR UPDATE",
        reader => reader.GetString(0), id);

    /// <summary>Reads an application that is the caller's to see.</summary>
    public static async Task<Application> Get(
        Database database, Guid id, Caller caller, CancellationToken cancellation) =>
        await database.QueryOne(
            $"{Select} WHERE applications.id = $1 AND {Visible("$2", "$3", "$4", "$5")}",
            reader => Read(new(reader)).At(database.Now), cancellation, [id, .. Sight.Of(caller).Parameters])
        ?? throw CommonErrors.NotFound(ApplicationWire.Name(id));

    /// <summary>Queues an application as it is now, with its communes, its line in the history, and the events of what
    /// happened to it since <paramref name="before"/> (null: it is new).</summary>
    public static void Save(
        Transaction transaction, Application? before, Application application, params string[] marks)
    {
        transaction.Add(Upsert, Values(application));
        // What is not announced neither frees communes nor takes them, as far as others can find out.
        var seen = application.SeenState;
        ParticipationTable.Save(
            transaction, application.Id, before is null, application.Applicant.Communes, application.Call.Id,
            seen.IsLive(), seen.IsSupported(), application.State.IsChosen());
        transaction.Record(
            ApplicationWire.Name(application.Id), before is null ? null : EnumText.Of(before.State),
            EnumText.Of(application.State), ChangedFields(before, application).Concat(marks));
        foreach (var told in Notification.Of(before, application, transaction.Now))
            NotificationTable.Insert(transaction, told);
        foreach (var message in application.Events.Skip(before?.Events.Count ?? 0))
            transaction.Announce(message);
        if (before is not null && application.HasOtherApplicant(before))
            transaction.Announce(application.ToApplicantChanged());
    }

    /// <summary>Queues the lapse of an application that is about to change and of which that is not written down yet: it
    /// is told as if nothing else had happened since. Gives the application as it is then.</summary>
    public static Application SaveLapse(Transaction transaction, Application application)
    {
        if (application.Unlapsed is not { } before)
            return application;
        var lapsed = before.Lapse(transaction.Now);
        transaction.RecordAs(
            Caller.OfService("applications"), nameof(Transition.Lapse), () => Save(transaction, before, lapsed));
        return lapsed;
    }

    /// <summary>Deletes an application that nobody but the applicant has seen.</summary>
    public static void Delete(Transaction transaction, Application application)
    {
        transaction.Add("DELETE FROM applications WHERE id = $1", application.Id);
        transaction.Record(ApplicationWire.Name(application.Id), EnumText.Of(application.State), null);
    }

    /// <summary>The next reference of a year; given back when the transaction fails, so that there are no
    /// gaps.</summary>
    public static async Task<string> NextReference(Transaction transaction, int year)
    {
        var number = await transaction.QueryOne("""
            INSERT INTO application_references (year, last_number) VALUES ($1, 1)
            ON CONFLICT (year) DO UPDATE SET last_number = application_references.last_number + 1
            RETURNING last_number
            """, reader => reader.GetInt32(0), year);
        return $"K-{year:0000}-{number:0000}";
    }

    /// <summary>True for the applications of a <see cref="Sight"/>, whose parameters these are.</summary>
    private static string Visible(string communes, string reviewer, string home, string facilitator) => $"""
        ({communes}::text[] IS NULL OR {OfCommunes(communes)}
            OR {SupportTable.IsSupporter("applications.territory_id", $"{facilitator}::uuid")}
            OR {ReviewTable.IsReviewer("applications.id", $"{reviewer}::uuid", home)})
        """;

    private static string OfCommunes(string communes) =>
        $"applications.id IN (SELECT application_id FROM application_communes WHERE commune = ANY ({communes}))";

    private static IEnumerable<string> ChangedFields(Application? before, Application application)
    {
        var fields = Changes.Between(before, application, nameof(Application.State), nameof(Application.CameFrom),
            nameof(Application.Call), nameof(Application.Events), nameof(Application.Shown),
            nameof(Application.HasFormerCommune), nameof(Application.Unlapsed));
        var isSecret = application.Shown is { } shown && shown.Version != application.Version;
        return isSecret ? fields.Append(HistoryWire.Unannounced) : fields;
    }

    private static object?[] Values(Application application) =>
    [
        application.Id, application.Version, application.Call.Id, EnumText.Of(application.State),
        application.CameFrom is { } from ? EnumText.Of(from) : null, application.Reference,
        ToJson(application.Applicant), ToJson(application.Population), ToJson(application.Contacts),
        ToJson(application.Project), ToJson(application.Intent), ToJson(application.Engagement),
        ToJson(application.GrantEstimate), ToJson(application.Decision), ToJson(application.Proposal),
        application.TerritoryId, application.PreviousId, application.CreateTime, application.UpdateTime,
        application.WithdrawalReason, application.Standing.Reviews, application.Standing.Points,
        ToJson(application.CriterionPoints),
        application.Shown is { } shown ? EnumText.Of(shown.State) : null, application.Shown?.Version,
        application.Shown?.UpdateTime, ToJson(application.PendingDecision), ToJson(application.DeclinedDecision),
        ToJson(application.OwnDeadlines), ToJson(application.Correction), ToJson(application.LeadProposal),
        CommuneName.Normalise($"{application.Reference} {application.Project.Title}"),
    ];

    private static Application Read(Row row)
    {
        var id = row.Next<Guid>();
        var version = row.Next<long>();
        row.Next<string>();
        return new()
        {
            Id = id,
            Version = version,
            State = EnumText.Parse<ApplicationState>(row.Next<string>()),
            CameFrom = row.NextOrNull<string>() is { } from ? EnumText.Parse<ApplicationState>(from) : null,
            Reference = row.NextOrNull<string>(),
            Applicant = row.NextJson<Applicant>(Json)!,
            Population = row.NextJson<Population>(Json)!,
            Contacts = row.NextJson<Contacts>(Json)!,
            Project = row.NextJson<Project>(Json)!,
            Intent = row.NextJson<Letter>(Json)!,
            Engagement = row.NextJson<Letter>(Json)!,
            GrantEstimate = row.NextJson<GrantEstimate>(Json),
            Decision = row.NextJson<Decision>(Json),
            Proposal = row.NextJson<Proposal>(Json),
            TerritoryId = row.NextOrNull<Guid?>(),
            PreviousId = row.NextOrNull<Guid?>(),
            CreateTime = row.Next<DateTimeOffset>(),
            UpdateTime = row.Next<DateTimeOffset>(),
            WithdrawalReason = row.Next<string>(),
            Standing = new(row.Next<int>(), row.Next<long>()),
            CriterionPoints = row.NextJson<Dictionary<string, int>>()!,
            Shown = ReadShown(row),
            PendingDecision = row.NextJson<PendingDecision>(Json),
            DeclinedDecision = row.NextJson<PendingDecision>(Json),
            OwnDeadlines = row.NextJson<OwnDeadlines>(Json)!,
            Correction = row.NextJson<Correction>(Json),
            LeadProposal = row.NextJson<LeadProposal>(Json),
            HasFormerCommune = row.Next<bool>(),
            Call = CallTable.Read(row),
        };
    }

    private static Shown? ReadShown(Row row)
    {
        var state = row.NextOrNull<string>();
        var version = row.NextOrNull<long?>();
        var updateTime = row.NextOrNull<DateTimeOffset?>();
        return state is null ? null : new(EnumText.Parse<ApplicationState>(state), version!.Value, updateTime!.Value);
    }

    private static NpgsqlParameter ToJson(object? value) => Sql.Json(value, Json);
}
