namespace ProjetK.Applications;

/// <summary>Letters of the syndicate in PostgreSQL: they are added, and that is all.</summary>
internal static class IssuedLetterTable
{
    private const string Columns = """
        id, application_id, number, kind, reference, text, reissue_reason, supersedes, subject_time, issue_time, sha256
        """;

    /// <summary>Queues a letter with its PDF.</summary>
    public static void Add(Transaction transaction, IssuedLetter letter, byte[] pdf) => transaction.Add(
        Sql.Insert("letters", $"{Columns}, pdf"),
        letter.Id, letter.ApplicationId, letter.Number, EnumText.Of(letter.Subject), letter.Reference, letter.Text,
        letter.ReissueReason, letter.Supersedes, letter.SubjectTime, letter.IssueTime, letter.Sha256, pdf);

    /// <summary>The letters to an applicant, the oldest first.</summary>
    public static Task<List<IssuedLetter>> List(
        Database database, Guid application, CancellationToken cancellation) => database.Query(
        $"SELECT {Columns} FROM letters WHERE application_id = $1 ORDER BY issue_time, id",
        reader => Read(new(reader)), cancellation, application);

    public static Task<List<IssuedLetter>> List(Transaction transaction, Guid application) => transaction.Query(
        $"SELECT {Columns} FROM letters WHERE application_id = $1 ORDER BY issue_time, id",
        reader => Read(new(reader)), application);

    /// <summary>The bytes that were sent.</summary>
    public static async Task<byte[]> Pdf(Database database, Guid id, CancellationToken cancellation) =>
        (await database.QueryOne(
            "SELECT pdf FROM letters WHERE id = $1", reader => reader.GetFieldValue<byte[]>(0), cancellation, id))!;

    private static IssuedLetter Read(Row row) => new(
        row.Next<Guid>(), row.Next<Guid>(), row.Next<int>(), EnumText.Parse<LetterSubject>(row.Next<string>()),
        row.Next<string>(), row.Next<string>(), row.Next<string>(), row.NextOrNull<Guid?>(),
        row.Next<DateTimeOffset>(), row.Next<DateTimeOffset>(), row.Next<byte[]>());
}
