namespace ProjetK.Applications;

internal static partial class ApplicationTable
{
    // What a short view does not show is not read either; of the texts of letters and project the first character tells
    // whether they are there.
    private static readonly string Short = $"""
        {Sql.Of("applications", "id, version, call_id, state, came_from, reference, applicant, population, contacts")},
        {FirstLetters("project", "Summary", "Attendance", "Needs", "Coordination")},
        {FirstLetters("intent", "Text")}, {FirstLetters("engagement", "Text")},
        {Sql.Of("applications", """
            grant_estimate, decision, proposal, territory_id, previous_id, create_time, update_time, withdrawal_reason,
            review_count, review_points, review_scores,
            shown_state, shown_version, shown_update_time, pending_decision, declined_decision, own_deadlines,
            correction, lead_proposal
            """)},
        {HasFormerCommune},
        {Sql.Of("calls", CallTable.Columns)}
        """;

    /// <summary>The state of an application as <see cref="Application.At"/> and <see cref="Application.SeenBy"/> tell
    /// it: what lapsed, and decisions that the reader does not see.</summary>
    private static string Seen(string now, string seesChoices) => $"""
        CASE WHEN {Lapsed(now)} THEN 'LAPSED'
            WHEN {seesChoices} THEN applications.state
            ELSE COALESCE(applications.shown_state, applications.state) END
        """;

    /// <summary><see cref="Application.HasLapsed"/> in SQL.</summary>
    private static string Lapsed(string now) => $"""
        (applications.state = 'DRAFT' AND (calls.close_time IS NOT NULL
            OR (applications.create_time < {CallTable.IntentEnd} OR own_deadlines -> 'Intent' IS NOT NULL)
                AND {now} >= {Later("Intent", CallTable.IntentEnd)})
        OR applications.state = 'PREPARATION' AND (calls.close_time IS NOT NULL
            OR {now} >= {Later("Engagement", CallTable.EngagementEnd)}))
        """;

    private static string Later(string letter, string end) => $"""
        GREATEST({end}, date_trunc('second', (own_deadlines -> '{letter}' ->> 'Time')::timestamptz, 'UTC')
            + interval '1 second')
        """;

    public static Task<List<Application>> List(
        Database database, ApplicationFilter filter, CancellationToken cancellation)
    {
        var now = database.Now;
        var where = new Where()
            .If(filter.Call, "applications.call_id = {0}")
            .If(filter.Commune, OfCommunes("ARRAY[{0}]"))
            .If(filter.Pattern, "search_text LIKE {0}");
        if (filter.Sight.Communes is not null)
            where.And(Visible("{0}", "{1}", "{2}", "{3}"), filter.Sight.Parameters);
        if (filter.State is { } state)
            where.And($"{Seen("{1}", "{2}")} = {{0}}", state, now, filter.SeesChoices);
        if (filter.AfterKey is { } key)
            where.And(
                $"({filter.Order.Key}, applications.id) {filter.Order.Beyond} ({{0}}::{filter.Order.Type}, {{1}})",
                key, filter.AfterId);
        return database.Query($"""
            SELECT {(filter.Full ? Whole : Short)} FROM {Joined} {where}
            ORDER BY {filter.Order.Key} {filter.Order.Direction}, applications.id {filter.Order.Direction}
            LIMIT {where.Parameter(filter.Limit)}
            """, reader => Read(new(reader)).At(now), cancellation, where.Parameters);
    }

    /// <summary>Applications of that sight in which something can wait for somebody.</summary>
    public static Task<List<Application>> ListOpen(Database database, Sight sight, CancellationToken cancellation)
    {
        var now = database.Now;
        var where = new Where().And("""
            applications.state IN (
                'DRAFT', 'INTENT_SUBMITTED', 'PREPARATION', 'ENGAGEMENT_SUBMITTED', 'UNDER_REVIEW', 'SELECTED')
            OR applications.pending_decision IS NOT NULL OR applications.shown_state IS NOT NULL
            OR applications.lead_proposal IS NOT NULL
            """);
        if (sight.Communes is not null)
            where.And(Visible("{0}", "{1}", "{2}", "{3}"), sight.Parameters);
        return database.Query(
            $"SELECT {Whole} FROM {Joined} {where}", reader => Read(new(reader)).At(now), cancellation,
            where.Parameters);
    }

    /// <summary>Applications of which a decision did not reach the applicant.</summary>
    public static Task<List<Application>> ListUndelivered(Database database, CancellationToken cancellation) =>
        database.Query(
            $"SELECT {Whole} FROM {Joined} WHERE {NotificationTable.IsUndelivered("applications.id", "$1")}",
            reader => Read(new(reader)).At(database.Now), cancellation, (object)Notification.DecisionWords);

    /// <summary>Places of a call that are taken, by applications that are selected or about to be, and whether one of
    /// the communes of an application is chosen in another.</summary>
    public static async Task<(int Places, bool IsChosen)> Rivals(Transaction transaction, Application application) =>
        await transaction.QueryOne("""
            SELECT
                (SELECT count(*)::integer FROM applications
                 WHERE call_id = $1 AND state IN ('SELECTION_PENDING', 'SELECTED', 'COOPERATION', 'OPENED')),
                EXISTS (SELECT FROM application_communes
                    WHERE chosen AND commune = ANY ($2) AND application_id <> $3)
            """, reader => (reader.GetInt32(0), reader.GetBoolean(1)),
            application.Call.Id, application.Applicant.Communes.ToArray(), application.Id);

    /// <summary>The applications on which this person asked for a decision, as far as that is kept.</summary>
    public static Task<List<Guid>> FindByAuthor(Transaction transaction, string person) => transaction.Query("""
        SELECT id FROM applications
        WHERE pending_decision ->> 'Author' = $1 OR declined_decision ->> 'Author' = $1
        ORDER BY id
        """, reader => reader.GetGuid(0), person);

    /// <summary>True when an application of a later call continues this one.</summary>
    public static Task<bool> IsRenewed(Transaction transaction, Guid id) => transaction.QueryOne(
        "SELECT EXISTS (SELECT FROM applications WHERE previous_id = $1)", reader => reader.GetBoolean(0), id);

    /// <summary>The application that continues this one in a call, if any.</summary>
    public static Task<Guid?> FindRenewal(Transaction transaction, Guid id, string call) => transaction.QueryOne(
        "SELECT id FROM applications WHERE previous_id = $1 AND call_id = $2",
        reader => (Guid?)reader.GetGuid(0), id, call);

    /// <summary>The applications of a call that are written down in some states, locked in the order of their
    /// ids.</summary>
    public static Task<List<Application>> LockAll(
        Transaction transaction, string call, params ApplicationState[] states) =>
        transaction.Query($"""
            {Select} WHERE applications.call_id = $1 AND applications.state = ANY ($2)
            ORDER BY applications.id FOR UPDATE OF applications
            """, reader => Read(new(reader)), call, states.Select(state => EnumText.Of(state)).ToArray());

    /// <summary>Takes the proposals that nobody has answered for a minute, so that they are made again. Real time
    /// counts here, not the clock of the domain.</summary>
    public static Task<List<Application>> TakeUnanswered(Transaction transaction) =>
        transaction.Query($"""
            UPDATE applications SET propose_time = clock_timestamp()
            FROM calls
            WHERE calls.id = applications.call_id AND applications.id IN (
                SELECT id FROM applications
                WHERE state = 'SELECTION_PENDING'
                    AND COALESCE(propose_time, '-infinity') < clock_timestamp() - interval '1 minute'
                ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
            RETURNING {Whole}
            """, reader => Read(new(reader)));

    private static string FirstLetters(string column, params string[] texts) => texts.Aggregate(
        $"applications.{column}", (json, text) => $$"""
            jsonb_set({{json}}, '{{{text}}}', to_jsonb(left(COALESCE(applications.{{column}} ->> '{{text}}', ''), 1)))
            """);
}
