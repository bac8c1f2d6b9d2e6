namespace ProjetK.Applications;

/// <summary>Owns the table of questions.</summary>
internal static class QuestionTable
{
    private const string Columns = "id, call_id, state, text, answer, discard_reason, create_time, answer_time";

    public static void Save(Transaction transaction, Question? before, Question question)
    {
        transaction.Add(
            Sql.Upsert("questions", Columns), question.Id, question.CallId, EnumText.Of(question.State), question.Text,
            question.Answer, question.DiscardReason, question.CreateTime, question.AnswerTime);
        transaction.Record(
            question.Name, before is null ? null : EnumText.Of(before.State), EnumText.Of(question.State));
    }

    public static Task<Question?> Lock(Transaction transaction, string call, Guid id) => transaction.QueryOne(
        $"SELECT {Columns} FROM questions WHERE call_id = $1 AND id = $2 FOR UPDATE",
        reader => Read(new(reader)), call, id);

    public static Task<Question?> Find(Database database, string call, Guid id, CancellationToken cancellation) =>
        database.QueryOne(
            $"SELECT {Columns} FROM questions WHERE call_id = $1 AND id = $2",
            reader => Read(new(reader)), cancellation, call, id);

    /// <summary>The newest first.</summary>
    public static Task<List<Question>> List(
        Database database, string call, string? state, Page page, CancellationToken cancellation)
    {
        var where = new Where().And("call_id = {0}", call).If(state, "state = {0}")
            .After(page.After<DateTimeOffset, Guid>(), "(create_time, id) < ({0}, {1})");
        return database.Query(
            $"""
            SELECT {Columns} FROM questions {where}
            ORDER BY create_time DESC, id DESC LIMIT {where.Parameter(page.Limit)}
            """, reader => Read(new(reader)), cancellation, where.Parameters);
    }

    /// <summary>Those that wait for an answer, in all calls that are not closed.</summary>
    public static Task<List<Question>> ListOpen(Database database, CancellationToken cancellation) => database.Query(
        $"""
        SELECT {Sql.Of("questions", Columns)} FROM questions JOIN calls ON calls.id = questions.call_id
        WHERE questions.state = 'OPEN' AND calls.close_time IS NULL ORDER BY questions.create_time LIMIT 1000
        """, reader => Read(new(reader)), cancellation);

    private static Question Read(Row row) => new(
        row.Next<Guid>(), row.Next<string>(), EnumText.Parse<QuestionState>(row.Next<string>()), row.Next<string>(),
        row.Next<string>(), row.Next<string>(), row.Next<DateTimeOffset>(), row.NextOrNull<DateTimeOffset?>());
}
