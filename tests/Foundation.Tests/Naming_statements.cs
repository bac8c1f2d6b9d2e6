namespace ProjetK.Foundation.Tests;

public sealed class Naming_statements
{
    [Theory]
    [InlineData("SELECT id, state FROM applications WHERE id = $1", "SELECT applications")]
    [InlineData("SELECT id FROM applications WHERE id = $1 FOR UPDATE", "LOCK applications")]
    [InlineData("SELECT id, ARRAY(SELECT c.id FROM calls c) FROM envelopes e", "SELECT envelopes")]
    [InlineData("SELECT extract(epoch FROM now() - min(create_time)) FROM outbox", "SELECT outbox")]
    [InlineData("SELECT id FROM application_communes WHERE id IS DISTINCT FROM other", "SELECT application_communes")]
    [InlineData("SELECT name FROM (SELECT name FROM communes) AS found", "SELECT communes")]
    [InlineData("SELECT record_history($1, $2)", "CALL record_history")]
    [InlineData("INSERT INTO counters (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = $1", "INSERT counters")]
    [InlineData("UPDATE outbox SET a = 1 WHERE id IN (SELECT id FROM outbox FOR UPDATE SKIP LOCKED)", "UPDATE outbox")]
    [InlineData("DELETE FROM ONLY public.mails WHERE id = $1", "DELETE mails")]
    [InlineData("SELECT t.\"Id\" FROM \"OpenIddictTokens\" AS t", "SELECT OpenIddictTokens")]
    [InlineData("WITH gone AS (DELETE FROM inbox RETURNING id) SELECT count(*) FROM gone", "DELETE inbox")]
    [InlineData("COMMIT", "COMMIT")]
    public void says_what_is_done_to_which_table(string sql, string purpose) => Assert.Equal(purpose, SqlPurpose.Of(sql));

    [Fact]
    public void tells_a_round_trip_by_its_statements_in_their_order()
    {
        using var batch = new Npgsql.NpgsqlBatch();
        foreach (var sql in new[]
        {
            "BEGIN", "UPDATE a SET x = 1", "INSERT INTO b VALUES (1)", "INSERT INTO b VALUES (2)", "COMMIT",
        })
            batch.BatchCommands.Add(new(sql));
        Assert.Equal("UPDATE a, INSERT b, COMMIT", SqlPurpose.Of(batch));
    }
}
