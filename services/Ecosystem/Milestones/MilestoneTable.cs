namespace ProjetK.Ecosystem;

/// <summary>Owns the table of milestones.</summary>
internal static class MilestoneTable
{
    private const string Columns =
        "id, territory_id, display_name, description, due_time, reach_time, create_time, version";

    public static Task<Milestone?> Lock(Transaction transaction, Guid territory, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM milestones WHERE id = $1 AND territory_id = $2 FOR UPDATE",
        reader => Read(new(reader)), id, territory);

    public static Task<List<Milestone>> List(
        Database database, Guid territory, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("territory_id = {0}", territory)
            .After(page.After<DateTimeOffset, Guid>(), "(due_time, id) > ({0}, {1})");
        return database.Query(
            $"SELECT {Columns} FROM milestones {where} ORDER BY due_time, id LIMIT {where.Parameter(page.Limit)}",
            reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>The milestones of some territories, by due time.</summary>
    public static Task<List<Milestone>> Of(Database database, Guid[] territories, CancellationToken cancellation) =>
        database.Query(
            $"SELECT {Columns} FROM milestones WHERE territory_id = ANY ($1) ORDER BY due_time, id",
            reader => Read(new(reader)), cancellation, [territories]);

    public static void Save(Transaction transaction, Milestone? before, Milestone milestone)
    {
        transaction.Add(
            Sql.Upsert("milestones", Columns), milestone.Id, milestone.Territory, milestone.DisplayName,
            milestone.Description, milestone.DueTime, milestone.ReachTime, milestone.CreateTime, milestone.Version);
        transaction.Record(milestone.Name, null, null, Changes.Between(before, milestone));
    }

    private static Milestone Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<string>(), row.Next<string>(), row.Next<DateTimeOffset>(),
        row.NextOrNull<DateTimeOffset?>(), row.Next<DateTimeOffset>(), row.Next<long>());
}
