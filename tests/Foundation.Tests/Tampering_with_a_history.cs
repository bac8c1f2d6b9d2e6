using Npgsql;
using ProjetK.Auth.V1;
using Flaw = ProjetK.Operations.V1.VerifyHistoryResponse.Types.Flaw;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Tampering_with_a_history(CounterHost host) : IClassFixture<CounterHost>
{
    private readonly string resource = $"counters/{Guid.NewGuid():N}";
    private readonly string person = $"people/{Guid.NewGuid()}";

    [Theory]
    [InlineData("UPDATE history SET action = 'Other' WHERE {0} AND sequence = 3", 3, Flaw.Changed)]
    [InlineData("UPDATE history SET occur_time = occur_time + interval '1 microsecond' WHERE {0} AND sequence = 3", 3,
        Flaw.Changed)]
    [InlineData("UPDATE history SET person = NULL WHERE {0} AND sequence = 2", 2, Flaw.Changed)]
    [InlineData("UPDATE history SET service = 'other' WHERE {0} AND sequence = 1", 1, Flaw.Changed)]
    [InlineData("UPDATE history SET from_state = to_state, to_state = from_state WHERE {0} AND sequence = 5", 5,
        Flaw.Changed)]
    [InlineData("UPDATE history SET fields = '{{}}' WHERE {0} AND sequence = 2", 2, Flaw.Changed)]
    [InlineData("UPDATE history SET to_state = from_state || E'\\n' || to_state, from_state = NULL WHERE {0}", 1,
        Flaw.Changed)]
    [InlineData("UPDATE history SET hash = sha256('x') WHERE {0} AND sequence = 5", 5, Flaw.Changed)]
    [InlineData("UPDATE history SET previous_hash = sha256('x') WHERE {0} AND sequence = 4", 4, Flaw.Unlinked)]
    [InlineData("DELETE FROM history WHERE {0} AND sequence = 1", 2, Flaw.MissingBefore)]
    [InlineData("DELETE FROM history WHERE {0} AND sequence = 3", 4, Flaw.MissingBefore)]
    [InlineData("DELETE FROM history WHERE {0} AND sequence = 5", 4, Flaw.WrongEnd)]
    [InlineData("DELETE FROM history WHERE {0}", 0, Flaw.WrongEnd)]
    [InlineData("DELETE FROM history_heads WHERE {0}", 5, Flaw.WrongEnd)]
    [InlineData("""
        DELETE FROM history WHERE {0} AND sequence = 3;
        UPDATE history SET sequence = sequence - 1 WHERE {0} AND sequence > 3
        """, 3, Flaw.Unlinked)]
    [InlineData("""
        UPDATE history SET sequence = 99 WHERE {0} AND sequence = 3;
        UPDATE history SET sequence = 3 WHERE {0} AND sequence = 2;
        UPDATE history SET sequence = 2 WHERE {0} AND sequence = 99
        """, 2, Flaw.Unlinked)]
    [InlineData("""
        UPDATE history AS one SET action = other.action, fields = other.fields FROM history AS other
        WHERE one.{0} AND other.{0} AND one.sequence IN (2, 3) AND other.sequence = 5 - one.sequence
        """, 2, Flaw.Changed)]
    [InlineData("UPDATE history_people SET subject = subject || 'x' WHERE subject = '{1}'", 1, Flaw.WrongPerson)]
    public async Task is_found_at_its_place(string sql, long line, Flaw flaw)
    {
        await Write();
        await Tamper(sql);
        foreach (var asked in (string[])[resource, ""])
        {
            var found = (await Verify(asked)).FirstBroken;
            Assert.Equal((resource, line, flaw), (found.Resource, found.Sequence, found.Flaw));
        }
        await Forget();
    }

    [Fact]
    public async Task leaves_a_clean_history_when_nobody_did()
    {
        await Write();
        var answer = await Verify("");
        Assert.Null(answer.FirstBroken);
        Assert.True(answer is { LineCount: >= 5, ResourceCount: >= 1 });
        Assert.Equal((5, 1), ((await Verify(resource)).LineCount, (await Verify(resource)).ResourceCount));
    }

    [Theory]
    [InlineData("UPDATE history SET action = 'Other'")]
    [InlineData("DELETE FROM history")]
    [InlineData("TRUNCATE history")]
    [InlineData("INSERT INTO history SELECT * FROM history LIMIT 1")]
    [InlineData("UPDATE history_heads SET sequence = 1")]
    [InlineData("DELETE FROM history_heads")]
    [InlineData("UPDATE history_people SET subject = 'people/2'")]
    [InlineData("DELETE FROM history_people")]
    [InlineData("ALTER TABLE history DISABLE TRIGGER ALL")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("DROP TRIGGER history_is_final ON history")]
    [InlineData("CREATE OR REPLACE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'")]
    public async Task is_refused_to_the_service(string sql)
    {
        await using var command = host.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("UPDATE history SET action = 'Other'")]
    [InlineData("DELETE FROM history")]
    [InlineData("TRUNCATE history")]
    [InlineData("SET session_replication_role = replica; DELETE FROM history")]
    public async Task is_refused_to_everybody_who_does_not_first_disable_the_trigger(string sql)
    {
        await using var command = host.Admin.CreateCommand(sql);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("history is written once and never changed", refusal.MessageText);
    }

    [Fact]
    public async Task of_another_service_is_not_checked_here()
    {
        var refusal = await Testing.Refusal.Of(
            Verify("", parent: "services/other"));
        Assert.Equal("NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task of_what_has_no_history_is_not_found()
    {
        var refusal = await Testing.Refusal.Of(Verify("counters/none"));
        Assert.Equal("NOT_FOUND", refusal.Reason);
        var answer = await host.Http.GetAsync("/v1/services/counter/history:verify?resource=counters/none");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task shows_over_JSON_how_far_the_check_is()
    {
        await Write();
        var answer = await host.Http.GetStringAsync($"/v1/services/counter/history:verify?resource={resource}");
        Assert.Equal("""{"lineCount":"5","resourceCount":"1","complete":true}""", answer.Trim());
    }

    [Fact]
    public async Task is_found_in_slices_of_any_size()
    {
        var database = host.App.Services.GetRequiredService<Database>();
        await Write();
        List<(long, bool)> answers = [];
        await foreach (var slice in HistoryVerification.Of(database, resource, 2, default))
            answers.Add((slice.LineCount, slice.IsComplete));
        Assert.Equal([(2, false), (4, false), (5, true)], answers);

        await Tamper("UPDATE history SET hash = sha256('x') WHERE {0} AND sequence = 3");
        foreach (var size in (int[])[1, 2, 3, 100])
            foreach (var asked in (string?[])[resource, null])
            {
                HistoryVerification? last = null;
                await foreach (var slice in HistoryVerification.Of(database, asked, size, default))
                    last = slice;
                Assert.Equal(new BrokenLine(resource, 3, HistoryFlaw.Changed), last!.FirstBroken);
            }
        await Forget();
    }

    private async Task<V1.VerifyHistoryResponse> Verify(string asked, string parent = "services/counter")
    {
        using var call = host.Operations.VerifyHistory(new() { Parent = parent, Resource = asked });
        V1.VerifyHistoryResponse? last = null;
        while (await call.ResponseStream.MoveNext(default))
            last = call.ResponseStream.Current;
        Assert.True(last!.Complete);
        return last;
    }

    /// <summary>Five lines by one person.</summary>
    private async Task Write()
    {
        var database = host.App.Services.GetRequiredService<Database>();
        var caller = new Caller(person, new HashSet<Access.Types.Role>(), new HashSet<string>());
        for (var step = 1; step <= 5; step++)
            await database.Run(caller, transaction =>
            {
                transaction.Record(
                    resource, $"S{step - 1}", $"S{step}", step % 2 == 0 ? ["value"] : ["title", "contacts"]);
                return Task.CompletedTask;
            }, default, $"Step{step}");
    }

    /// <summary>Does what only the owner of the table can.</summary>
    private async Task Tamper(string sql)
    {
        await using var batch = host.Admin.CreateBatch();
        batch.BatchCommands.Add(new("ALTER TABLE history DISABLE TRIGGER ALL"));
        batch.BatchCommands.Add(new("ALTER TABLE history DROP CONSTRAINT IF EXISTS history_one_line_each"));
        foreach (var statement in string.Format(sql, $"resource = '{resource}'", person).Split(';'))
            batch.BatchCommands.Add(new(statement));
        batch.BatchCommands.Add(new("ALTER TABLE history ENABLE ALWAYS TRIGGER history_is_final"));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Takes the broken chain away as a whole, for the other tests.</summary>
    private Task Forget() => Tamper("DELETE FROM history WHERE {0}; DELETE FROM history_heads WHERE {0}");
}
