using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of ideas.</summary>
internal static class IdeaTable
{
    private const string Columns = "id, display_name, land, position";

    public static Task<Idea?> Find(Database database, string id, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM ideas WHERE id = $1", Read, cancellation, id);

    public static Task<List<Idea>> List(
        Database database, string? land, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("position > {0}", page.After<int>()).If(land, "land = {0}");
        return database.Query(
            $"SELECT {Columns} FROM ideas {where} ORDER BY position LIMIT {where.Parameter(page.Limit)}",
            Read, cancellation, where.Parameters);
    }

    private static Idea Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), EnumText.Parse<Land>(row.GetString(2)), row.GetInt32(3));
}
