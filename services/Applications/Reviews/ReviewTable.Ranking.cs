namespace ProjetK.Applications;

internal static partial class ReviewTable
{
    private static readonly string[] Judged =
    [
        .. new[]
        {
            ApplicationState.UnderReview, ApplicationState.SelectionPending, ApplicationState.Waitlisted,
            ApplicationState.Selected, ApplicationState.NotSelected, ApplicationState.Cooperation,
            ApplicationState.Opened, ApplicationState.Terminated,
        }.Select(state => EnumText.Of(state)),
    ];

    /// <summary>Where a reviewer sees an application, who shall not learn of a choice from what is missing.</summary>
    private const string Seen = "COALESCE(applications.shown_state, applications.state)";

    /// <summary>How the applications of a call do that reached the jury, and are not withdrawn since: all of them, or
    /// those that this person judges.</summary>
    public static Task<List<Judgement>> Rank(
        Database database, string call, Sight sight, CancellationToken cancellation) =>
        database.Query($"""
            SELECT applications.id, applications.reference, applications.project ->> 'Title',
                applications.review_count, applications.review_points,
                COALESCE(max(reviews.points) - min(reviews.points), 0),
                count(*) FILTER (WHERE reviews.state IN ('ASSIGNED', 'STARTED'))::integer
            FROM applications LEFT JOIN reviews ON reviews.application_id = applications.id
            WHERE applications.call_id = $1
                AND CASE WHEN $3::text[] IS NULL THEN applications.state ELSE {Seen} END = ANY ($2)
                AND ($3::text[] IS NULL OR {IsReviewer("applications.id", "$4::uuid", "$5")})
            GROUP BY applications.id
            """, reader => ReadJudgement(new(reader)), cancellation,
            call, Judged, sight.Communes, sight.Reviewer, sight.Home);

    /// <summary>How many reviews of a call a person has not submitted yet, and how many they have to.</summary>
    public static Task<(int Submitted, int All)> CountOwn(
        Database database, string call, Sight sight, CancellationToken cancellation) =>
        database.QueryOne($"""
            SELECT count(*) FILTER (WHERE reviews.state = 'SUBMITTED')::integer, count(*)::integer
            FROM reviews JOIN applications ON applications.id = reviews.application_id
            WHERE applications.call_id = $1 AND {Seen} = ANY ($2)
                AND reviews.reviewer = $3 AND reviews.state <> 'VOID' AND NOT {IsHome("applications.id", "$4")}
            """, reader => (reader.GetInt32(0), reader.GetInt32(1)), cancellation,
            call, Judged, sight.Reviewer, sight.Home);

    private static Judgement ReadJudgement(Row row) => new(
        row.Next<Guid>(), row.NextOrNull<string>() ?? "", row.NextOrNull<string>() ?? "",
        new(row.Next<int>(), row.Next<long>()), row.Next<long>(), row.Next<int>());
}

/// <summary>How an application does before the jury; <paramref name="Spread"/> is by how many points its best and its
/// worst review are apart.</summary>
internal sealed record Judgement(
    Guid Application, string Reference, string Title, Standing Standing, long Spread, int Missing);
