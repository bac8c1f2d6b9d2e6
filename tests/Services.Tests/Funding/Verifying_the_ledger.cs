using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Npgsql;
using ProjetK.Events;
using Flaw = ProjetK.Funding.V1.VerifyLedgerResponse.Types.Flaw;

namespace ProjetK.Funding.Tests;

public sealed class Verifying_the_ledger(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task finds_nothing_when_it_is_sound()
    {
        var envelope = await Reserve();
        var one = await Verify(envelope);
        Assert.Equal((null, 4, 1), (one.FirstBroken, one.EntryCount, one.EnvelopeCount));
        var all = await Verify("");
        Assert.Null(all.FirstBroken);
        Assert.True(all is { EntryCount: > 4, EnvelopeCount: > 1 });
    }

    [Fact]
    public async Task over_JSON_needs_no_account()
    {
        var envelope = await Reserve();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/ledger:verify?envelope={envelope}");
        request.Headers.TryAddWithoutValidation("authorization", "");
        using var answer = await stack.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        // The grant is not announced: for everybody the ledger ends before it.
        Assert.Equal("""{"entryCount":"2","envelopeCount":"1","lastEnvelope":""}""", JsonSerializer.Serialize(body));
    }

    [Theory]
    [InlineData("UPDATE entries SET amount_cents = amount_cents + 1 WHERE {0} AND sequence = 2", 2, Flaw.Changed)]
    [InlineData("UPDATE entries SET balance_cents = balance_cents + 1 WHERE {0} AND sequence = 4", 4, Flaw.Changed)]
    [InlineData("UPDATE entries SET account = 'PAID' WHERE {0} AND sequence = 4", 4, Flaw.Changed)]
    [InlineData("UPDATE transfers SET create_time = create_time + interval '1 microsecond' WHERE {0}", 1, Flaw.Changed)]
    [InlineData("UPDATE transfers SET grant_id = NULL WHERE {0} AND reason = 'RESERVATION'", 3, Flaw.Changed)]
    [InlineData("UPDATE transfers SET reason = 'GIFT' WHERE {0} AND reason = 'RESERVATION'", 3, Flaw.Changed)]
    [InlineData("DELETE FROM transfers WHERE {0} AND reason = 'RESERVATION'", 3, Flaw.Changed)]
    [InlineData("UPDATE transfers SET amount_cents = 1 WHERE {0} AND reason = 'VOTED'", 1, Flaw.WrongTransfer)]
    [InlineData("UPDATE entries SET hash = repeat('a', 64) WHERE {0} AND sequence = 4", 4, Flaw.Changed)]
    [InlineData("UPDATE entries SET previous_hash = repeat('a', 64) WHERE {0} AND sequence = 3", 3, Flaw.Unlinked)]
    [InlineData("DELETE FROM entries WHERE {0} AND sequence = 1", 2, Flaw.MissingBefore)]
    [InlineData("DELETE FROM entries WHERE {0} AND sequence = 3", 4, Flaw.MissingBefore)]
    [InlineData("DELETE FROM entries WHERE {0} AND sequence = 4", 3, Flaw.WrongEnd)]
    [InlineData("DELETE FROM entries WHERE {0}", 0, Flaw.WrongEnd)]
    [InlineData("UPDATE envelopes SET available = available + 1, reserved = reserved - 1 WHERE id = '{1}'", 4,
        Flaw.WrongEnd)]
    [InlineData("""
        DELETE FROM entries WHERE {0} AND sequence = 3;
        UPDATE entries SET sequence = 3 WHERE {0} AND sequence = 4
        """, 3, Flaw.Unlinked)]
    public async Task names_the_first_broken_link(string sql, long sequence, Flaw flaw)
    {
        var envelope = await Reserve();
        await Tamper(sql, envelope, async () =>
        {
            foreach (var asked in (string[])[envelope, ""])
            {
                var found = (await Verify(asked)).FirstBroken;
                Assert.Equal((envelope, sequence, flaw), (found.Envelope, found.Sequence, found.Flaw));
            }
        });
        Assert.Null((await Verify("")).FirstBroken);
    }

    [Fact]
    public async Task finds_money_that_was_made_with_all_hashes_right()
    {
        var envelope = await Reserve();
        var entries = await Ledgers.All(stack, envelope);
        var forged = entries[3].Clone();
        forged.Balance.Units += 1;
        await Tamper($$"""
            UPDATE entries SET balance_cents = balance_cents + 100, hash = '{{Chain.HashOf(forged)}}'
            WHERE {0} AND sequence = 4
            """, envelope, async () =>
        {
            var found = (await Verify(envelope)).FirstBroken;
            Assert.Equal((4, Flaw.WrongBalance), (found.Sequence, found.Flaw));
        });
    }

    [Fact]
    public async Task goes_on_after_an_envelope()
    {
        var envelope = await Reserve();
        var all = await Verify("");
        Assert.Empty(all.LastEnvelope);
        var rest = await stack.Client.VerifyLedgerAsync(new() { AfterEnvelope = envelope });
        Assert.Null(rest.FirstBroken);
        var before = await stack.Client.VerifyLedgerAsync(new() { AfterEnvelope = "envelopes/0" });
        Assert.True(rest.EntryCount < before.EntryCount && before.EntryCount == all.EntryCount);
    }

    [Theory]
    [InlineData("UPDATE entries SET amount_cents = amount_cents")]
    [InlineData("DELETE FROM transfers")]
    [InlineData("TRUNCATE entries, transfers CASCADE")]
    [InlineData("SET session_replication_role = replica; DELETE FROM entries")]
    public async Task is_seldom_needed_for_even_the_owner_must_first_disable_a_trigger(string sql)
    {
        await using var database = await stack.OpenDatabaseAsAdministrator();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Execute(database, sql));
        Assert.Equal("the ledger is written once and never changed", refusal.MessageText);
    }

    [Theory]
    [InlineData("envelopes/none", StatusCode.NotFound, "NOT_FOUND")]
    [InlineData("calls/2023", StatusCode.InvalidArgument, "INVALID_FIELD")]
    public async Task of_what_is_no_envelope_is_refused(string envelope, StatusCode code, string reason)
    {
        var refusal = await Refusal.Of(stack.Client.VerifyLedgerAsync(new() { Envelope = envelope }));
        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
    }

    private async Task<V1.VerifyLedgerResponse> Verify(string envelope) =>
        await stack.Client.VerifyLedgerAsync(new() { Envelope = envelope });

    /// <summary>Does what only the owner of the tables can, and puts all back as it was.</summary>
    private async Task Tamper(string sql, string envelope, Func<Task> check)
    {
        var id = envelope.Split('/')[1];
        await using var database = await stack.OpenDatabaseAsAdministrator();
        string[] tables = ["entries", "transfers", "envelopes"];
        var copies = tables.Select(table => $"CREATE TEMPORARY TABLE kept_{table} AS SELECT * FROM {table} WHERE "
            + (table == "envelopes" ? $"id = '{id}'" : $"envelope = '{id}'"));
        await Execute(database, string.Join(';', copies));
        await using var reading = new NpgsqlCommand("""
            SELECT string_agg(format('ALTER TABLE transfers ADD CONSTRAINT %I %s;', conname, pg_get_constraintdef(oid)), '')
            FROM pg_constraint
            WHERE conrelid = 'transfers'::regclass AND conname IN ('transfers_reason', 'transfers_grant')
            """, database);
        var constraints = (string)(await reading.ExecuteScalarAsync())!;
        await Execute(database, $"""
            SET session_replication_role = replica;
            ALTER TABLE entries DISABLE TRIGGER entries_is_final;
            ALTER TABLE transfers DISABLE TRIGGER transfers_is_final;
            ALTER TABLE transfers DROP CONSTRAINT transfers_reason, DROP CONSTRAINT transfers_grant;
            {string.Format(sql, $"envelope = '{id}'", id)}
            """);
        try
        {
            await check();
        }
        finally
        {
            await Execute(database, $"""
                DELETE FROM entries WHERE envelope = '{id}';
                INSERT INTO entries (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
                SELECT envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash
                FROM kept_entries;
                DELETE FROM transfers WHERE envelope = '{id}';
                INSERT INTO transfers SELECT * FROM kept_transfers;
                UPDATE envelopes e SET available = k.available, reserved = k.reserved FROM kept_envelopes k WHERE k.id = e.id;
                {constraints}
                ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_is_final;
                ALTER TABLE transfers ENABLE ALWAYS TRIGGER transfers_is_final;
                """);
        }
    }

    private static async Task Execute(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> Reserve()
    {
        var request = Some.Envelope(630_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var proposal = Some.Proposal(request.EnvelopeId);
        await stack.Publish(proposal);
        await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        return envelope.Name;
    }
}
