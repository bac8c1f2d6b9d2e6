namespace ProjetK.Ecosystem;

/// <summary>Owns the table of ideas.</summary>
internal static class IdeaTable
{
    private const string Columns = "id, display_name, land, position, description, proposed";

    private const string Select = $"SELECT {Columns} FROM ideas";

    public static Task<Idea?> Find(Database database, string id, CancellationToken cancellation) => database.QueryOne(
        $"{Select} WHERE id = $1", reader => Read(new(reader)), cancellation, id);

    public static Task<Idea?> Find(Transaction transaction, string id) => transaction.QueryOne(
        $"{Select} WHERE id = $1", reader => Read(new(reader)), id);

    public static Task<List<Idea>> List(
        Database database, string? land, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("position > {0}", page.After<int>()).If(land, "land = {0}");
        return database.Query(
            $"{Select} {where} ORDER BY position LIMIT {where.Parameter(page.Limit)}",
            reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Adds an idea behind all others.</summary>
    public static async Task<Idea> Propose(Transaction transaction, Idea idea)
    {
        var proposed = await transaction.QueryOne($"""
            INSERT INTO ideas (id, display_name, land, description, proposed) VALUES ($1, $2, $3, $4, true)
            RETURNING {Columns}
            """, reader => Read(new(reader)), idea.Id, idea.DisplayName, EnumText.Of(idea.Land), idea.Description);
        transaction.Record(idea.Name, null, null);
        return proposed!;
    }

    private static Idea Read(Row row) =>
        new(row.Next<string>(), row.Next<string>(), EnumText.Parse<Land>(row.Next<string>()), row.Next<int>())
        {
            Description = row.Next<string>(),
            Proposed = row.Next<bool>(),
        };
}
