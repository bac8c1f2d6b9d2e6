namespace ProjetK.Applications;

/// <summary>The table of reviews. Whoever changes one holds the row of its application, where their sum is
/// kept.</summary>
internal static partial class ReviewTable
{
    private const string Columns = """
        id, application_id, reviewer, state, conflict, scores, points, reason, create_time, update_time, submit_time,
        version
        """;

    /// <summary>True for an application that this person is to judge; see <see cref="Sight"/>.</summary>
    public static string IsReviewer(string application, string person, string home) => $"""
        {person} IS NOT NULL AND EXISTS (
            SELECT FROM reviews
            WHERE reviews.application_id = {application} AND reviews.reviewer = {person} AND reviews.state <> 'VOID')
        AND NOT {IsHome(application, home)}
        """;

    /// <summary>True for an application in which one of these communes takes part, or one of the same EPCI.</summary>
    private static string IsHome(string application, string home) => $"""
        EXISTS (
            SELECT FROM application_communes AS part
            JOIN communes AS theirs ON theirs.code = part.commune
            JOIN communes AS own ON own.code = ANY ({home})
            WHERE part.application_id = {application} AND (theirs.code = own.code
                OR theirs.epci_code = own.epci_code OR theirs.code = own.successor OR theirs.successor = own.code))
        """;

    /// <summary>A review of an application that is locked.</summary>
    public static async Task<Review> Get(Transaction transaction, Guid application, Guid id) =>
        await transaction.QueryOne(
            $"SELECT {Columns} FROM reviews WHERE application_id = $1 AND id = $2",
            reader => Read(new(reader)), application, id)
        ?? throw CommonErrors.NotFound($"{ApplicationWire.Name(application)}/reviews/{id}");

    /// <summary>The reviews of an application, who was asked first before the others.</summary>
    public static Task<List<Review>> List(Database database, Guid application, CancellationToken cancellation) =>
        database.Query(
            $"SELECT {Columns} FROM reviews WHERE application_id = $1 ORDER BY id",
            reader => Read(new(reader)), cancellation, application);

    /// <summary>The reviews of an application that is locked.</summary>
    public static Task<List<Review>> List(Transaction transaction, Guid application) => transaction.Query(
        $"SELECT {Columns} FROM reviews WHERE application_id = $1 ORDER BY id",
        reader => Read(new(reader)), application);

    /// <summary>The applications that a person was ever asked to judge, in the order in which they are to be
    /// locked.</summary>
    public static Task<List<Guid>> FindApplications(Transaction transaction, Guid reviewer) => transaction.Query(
        "SELECT DISTINCT application_id FROM reviews WHERE reviewer = $1 ORDER BY application_id",
        reader => reader.GetGuid(0), reviewer);

    /// <summary>The applications of which the person has a review to hand in.</summary>
    public static async Task<IReadOnlySet<Guid>> FindOpen(
        Database database, Sight sight, CancellationToken cancellation) => sight.Reviewer is null
        ? new HashSet<Guid>()
        : (await database.Query(
            $"""
            SELECT application_id FROM reviews
            WHERE reviewer = $1 AND state IN ('ASSIGNED', 'STARTED') AND NOT {IsHome("application_id", "$2")}
            """, reader => reader.GetGuid(0), cancellation, sight.Reviewer, sight.Home)).ToHashSet();

    /// <summary>True while the application is this person's to judge.</summary>
    public static async Task<bool> IsJudge(
        Database database, Guid application, Sight sight, CancellationToken cancellation) =>
        sight.Reviewer is not null && await database.QueryOne(
            $"SELECT {IsReviewer("$1", "$2::uuid", "$3")}", reader => reader.GetBoolean(0), cancellation,
            application, sight.Reviewer, sight.Home);

    /// <summary>True when this person must not judge the application: they declared a conflict, or a commune of theirs
    /// takes part.</summary>
    public static Task<bool> IsInConflict(
        Transaction transaction, Guid application, Guid person, IEnumerable<string> home) =>
        transaction.QueryOne($"""
            SELECT EXISTS (SELECT FROM reviews WHERE application_id = $1 AND reviewer = $2 AND conflict)
                OR {IsHome("$1", "$3")}
            """, reader => reader.GetBoolean(0), application, person, home.ToArray());

    /// <summary>Queues a review as it is now, the sum of the application's reviews, and the lines in the histories. What
    /// is written and not handed in is nobody's matter but the reviewer's.</summary>
    public static void Save(Transaction transaction, Application application, Review? before, Review review)
    {
        transaction.Add(Sql.Upsert("reviews", Columns), Values(review));
        transaction.Record(
            ReviewWire.Name(review), before is null ? null : EnumText.Of(before.State), EnumText.Of(review.State),
            Changes.Between(before, review, nameof(Review.State), nameof(Review.ApplicationId)));
        if (before?.State == review.State)
            return;
        AddUp(transaction, application.Id);
        var state = EnumText.Of(application.State);
        transaction.Record(ApplicationWire.Name(application.Id), state, state, "reviews");
    }

    private static void AddUp(Transaction transaction, Guid application) => transaction.Add("""
        UPDATE applications SET (review_count, review_points, review_scores) = (
            SELECT count(*)::integer, COALESCE(sum(points), 0)::bigint,
                (SELECT COALESCE(jsonb_object_agg(criterion, total), '{}')
                 FROM (SELECT score ->> 'Criterion' AS criterion, sum((score ->> 'Value')::integer) AS total
                     FROM reviews CROSS JOIN jsonb_array_elements(reviews.scores) AS score
                     WHERE application_id = $1 AND state = 'SUBMITTED' GROUP BY criterion) AS totals)
            FROM reviews WHERE application_id = $1 AND state = 'SUBMITTED')
        WHERE id = $1
        """, application);

    private static object?[] Values(Review review) =>
    [
        review.Id, review.ApplicationId, review.Reviewer, EnumText.Of(review.State), review.Conflict,
        Sql.Json(review.Scores), review.Points, review.Reason, review.CreateTime, review.UpdateTime, review.SubmitTime,
        review.Version,
    ];

    private static Review Read(Row row) => new()
    {
        Id = row.Next<Guid>(),
        ApplicationId = row.Next<Guid>(),
        Reviewer = row.NextOrNull<Guid?>(),
        State = EnumText.Parse<ReviewState>(row.Next<string>()),
        Conflict = row.Next<bool>(),
        Scores = row.NextJson<Score[]>()!,
        Points = row.NextOrNull<long?>(),
        Reason = row.Next<string>(),
        CreateTime = row.Next<DateTimeOffset>(),
        UpdateTime = row.Next<DateTimeOffset>(),
        SubmitTime = row.NextOrNull<DateTimeOffset?>(),
        Version = row.Next<long>(),
    };
}
