namespace ProjetK.Ecosystem;

/// <summary>Owns the table of the journal.</summary>
internal static class JournalTable
{
    private const string Columns = "id, territory_id, visibility, text, date, author, create_time";

    /// <summary>What somebody may read: their own, and what is shared.</summary>
    public static Task<List<JournalEntry>> List(
        Database database, Guid territory, Guid? reader, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("territory_id = {0}", territory)
            .And("visibility = 'SHARED' OR author = {0}::uuid", reader)
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM journal {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, row => Read(new(row)), cancellation, where.Parameters);
    }

    public static void Insert(Transaction transaction, JournalEntry entry)
    {
        transaction.Add(
            Sql.Insert("journal", Columns), entry.Id, entry.Territory, EnumText.Of(entry.Visibility), entry.Text,
            entry.Date, entry.Author, entry.CreateTime);
        transaction.Record(entry.Name, null, null);
    }

    /// <summary>Deletes what somebody noted for themselves, and forgets who noted the rest.</summary>
    public static void Forget(Transaction transaction, Guid author)
    {
        transaction.Add("DELETE FROM journal WHERE author = $1 AND visibility = 'PRIVATE'", author);
        transaction.Add("UPDATE journal SET author = NULL WHERE author = $1", author);
        // That somebody was forgotten, not who.
        transaction.Record("services/ecosystem", null, null, "journal");
    }

    private static JournalEntry Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), EnumText.Parse<JournalVisibility>(row.Next<string>()), row.Next<string>(),
        row.Next<DateOnly>(), row.NextOrNull<Guid?>(), row.Next<DateTimeOffset>());
}
