namespace ProjetK.Funding;

/// <summary>Which instalments a list shows; null means all.</summary>
internal sealed record InstalmentFilter(
    Guid? Grant, string? Envelope, InstalmentState? State, DateTimeOffset? DueUntil, bool AlsoUnannounced);

internal static partial class InstalmentTable
{
    /// <summary>Where those without a date stand among those with one.</summary>
    public static readonly DateTimeOffset Undated = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Due = "coalesce(i.due_time, '9999-01-01T00:00:00Z'::timestamptz)";

    /// <summary>Those of one grant by number; those of all by due time.</summary>
    public static Task<List<Instalment>> List(
        Database database, Page page, InstalmentFilter filter, CancellationToken cancellation)
    {
        var where = new Where().If(filter.State is { } state ? EnumText.Of(state) : null, "i.state = {0}")
            .If(filter.DueUntil, Due + " <= {0}").If(filter.Grant, "i.grant_id = {0}")
            .If(filter.Envelope, "g.envelope = {0}")
            .And(filter.AlsoUnannounced ? "true" : "g.announce_time IS NOT NULL");
        var order = filter.Grant is null ? $"{Due}, i.grant_id, i.number" : "i.number";
        if (filter.Grant is null)
            where.After(page.After<DateTimeOffset, Guid, int>(), $"({order}) > ({{0}}, {{1}}, {{2}})");
        else
            where.And("i.number > {0}", page.After<int>());
        return database.Query($"""
            SELECT {Sql.Of("i", Columns)} FROM instalments i JOIN grants g ON g.id = i.grant_id {where}
            ORDER BY {order} LIMIT {where.Parameter(page.Limit)}
            """, Read, cancellation, where.Parameters);
    }
}
