namespace ProjetK.Funding;

/// <summary>The table <c>accepted_reports</c>: which years of a cooperation were reported on, or need no
/// report.</summary>
internal static class ReportTable
{
    public static Task<bool> IsAccepted(Transaction transaction, Guid application, int year) => transaction.QueryOne(
        "SELECT true FROM accepted_reports WHERE application = $1 AND year = $2", row => row.GetBoolean(0),
        application, year);

    public static Task<bool> IsAccepted(
        Database database, Guid application, int year, CancellationToken cancellation) => database.QueryOne(
        "SELECT true FROM accepted_reports WHERE application = $1 AND year = $2", row => row.GetBoolean(0),
        cancellation, application, year);

    public static void Add(Transaction transaction, Guid application, int year, DateTimeOffset acceptTime)
    {
        transaction.Add("""
            INSERT INTO accepted_reports (application, year, accept_time) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """, application, year, acceptTime);
        transaction.Record($"applications/{application}", null, null, "reports");
    }
}
