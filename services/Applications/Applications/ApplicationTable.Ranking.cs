namespace ProjetK.Applications;

internal static partial class ApplicationTable
{
    /// <summary>The mean points of the reviews; null without any. Rounded far below the least difference that two can
    /// have, so that equals are equal (<see cref="Standing.IsBetterThan"/>).</summary>
    private const string MeanPoints = "round(review_points::numeric / NULLIF(review_count, 0), 12)";

    /// <summary>How many applications of the call, in one of these states, are ranked better than this one. The call
    /// must be locked for the answer to stay true.</summary>
    public static Task<int> CountBetter(
        Transaction transaction, Application application, params ApplicationState[] states) =>
        CountRanked(transaction, application, ">", states);

    /// <summary>How many applications of the call, in one of these states, are ranked worse than this one.</summary>
    public static Task<int> CountWorse(
        Transaction transaction, Application application, params ApplicationState[] states) =>
        CountRanked(transaction, application, "<", states);

    /// <summary>How many places of a call are taken.</summary>
    public static Task<int> CountPlacesTaken(Database database, string call, CancellationToken cancellation) =>
        database.QueryOne("""
            SELECT count(*)::integer FROM applications
            WHERE call_id = $1 AND state IN ('SELECTION_PENDING', 'SELECTED', 'COOPERATION', 'OPENED')
            """, reader => reader.GetInt32(0), cancellation, call);

    /// <summary>The applications with these ids, as far as they exist, for somebody who sees all.</summary>
    public static Task<List<Application>> Find(Database database, Guid[] ids, CancellationToken cancellation) =>
        database.Query(
            $"{Select} WHERE applications.id = ANY ($1)", reader => Read(new(reader)).At(database.Now), cancellation, ids);

    private static Task<int> CountRanked(
        Transaction transaction, Application application, string beyond, ApplicationState[] states) =>
        transaction.QueryOne($"""
            SELECT count(*)::integer FROM applications
            WHERE call_id = $1 AND id <> $2 AND state = ANY ($3)
                AND {MeanPoints} {beyond} (SELECT {MeanPoints} FROM applications WHERE id = $2)
            """, reader => reader.GetInt32(0),
            application.Call.Id, application.Id, states.Select(state => EnumText.Of(state)).ToArray());
}
