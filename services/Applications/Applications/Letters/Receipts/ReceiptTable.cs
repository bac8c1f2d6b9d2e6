namespace ProjetK.Applications;

/// <summary>Receipts in PostgreSQL: they are added, and that is all.</summary>
internal static class ReceiptTable
{
    private const string Columns = "application_id, letter, version, reference, receive_time, letter_sha256, pdf";

    /// <summary>Queues a receipt; one that is there stays as it is.</summary>
    public static void Add(Transaction transaction, Receipt receipt) => transaction.Add(
        $"{Sql.Insert("receipts", Columns)} ON CONFLICT DO NOTHING",
        receipt.ApplicationId, EnumText.Of(receipt.Letter), receipt.Version, receipt.Reference, receipt.ReceiveTime,
        receipt.Sha256, receipt.Pdf);

    public static Task<Receipt?> Find(
        Database database, Guid application, LetterKind letter, int version, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM receipts WHERE application_id = $1 AND letter = $2 AND version = $3",
            reader => Read(new(reader)), cancellation, application, EnumText.Of(letter), version);

    /// <summary>Some applications whose letter of intent arrived and has no receipt yet.</summary>
    public static Task<List<Guid>> FindMissing(Database database, CancellationToken cancellation) => database.Query(
        """
        SELECT id FROM applications
        WHERE state = 'INTENT_SUBMITTED' AND correction IS NULL
            AND NOT EXISTS (SELECT FROM receipts WHERE application_id = applications.id AND letter = 'INTENT')
        ORDER BY id LIMIT 100
        """, reader => reader.GetGuid(0), cancellation);

    /// <summary>All receipts of an application.</summary>
    public static Task<List<Receipt>> List(
        Database database, Guid application, CancellationToken cancellation) => database.Query(
        $"SELECT {Columns} FROM receipts WHERE application_id = $1 ORDER BY receive_time, letter, version",
        reader => Read(new(reader)), cancellation, application);

    private static Receipt Read(Row row) => new(
        row.Next<Guid>(), EnumText.Parse<LetterKind>(row.Next<string>()), row.Next<int>(), row.Next<string>(),
        row.Next<DateTimeOffset>(), row.Next<string>(), row.Next<byte[]>());
}
