using Npgsql;

namespace ProjetK.Ecosystem;

/// <summary>Owns the table of ideas.</summary>
internal static class IdeaTable
{
    private const string Columns = "id, display_name, land, position";

    public static Task<Idea?> Find(Database database, string id, CancellationToken cancellation) => database.QueryOne(
        $"SELECT {Columns} FROM ideas WHERE id = $1", Read, cancellation, id);

    public static Task<List<Idea>> List(
        Database database, string? land, int after, int limit, CancellationToken cancellation) =>
        database.Query(
            $"""
            SELECT {Columns} FROM ideas
            WHERE position > $1 AND ($2::text IS NULL OR land = $2::text)
            ORDER BY position
            LIMIT $3
            """, Read, cancellation, after, land, limit);

    private static Idea Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), Word.Read<Land>(row.GetString(2)), row.GetInt32(3));
}
