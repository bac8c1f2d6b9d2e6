using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

public sealed class Reading_the_ledger(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task shows_both_sides_of_every_transfer()
    {
        var (envelope, _) = await Reserve();
        var entries = await Ledgers.All(stack, envelope, pageSize: 1);
        Assert.Equal(
            [
                (V1.Entry.Types.Account.Budget, -630_000, -630_000, V1.Entry.Types.Reason.Voted),
                (V1.Entry.Types.Account.Available, 630_000, 630_000, V1.Entry.Types.Reason.Voted),
                (V1.Entry.Types.Account.Available, -210_000, 420_000, V1.Entry.Types.Reason.Reservation),
                (V1.Entry.Types.Account.Reserved, 210_000, 210_000, V1.Entry.Types.Reason.Reservation),
            ],
            entries.Select(entry => (entry.Account, entry.Amount.Units, entry.Balance.Units, entry.Reason)));
        Assert.Equal(0, Chain.FirstBroken(entries));
    }

    [Fact]
    public async Task of_a_grant_shows_only_its_entries()
    {
        var (_, grant) = await Reserve();
        var entries = (await stack.Client.ListEntriesAsync(new() { Grant = grant })).Entries;
        Assert.Equal([grant, grant], entries.Select(entry => entry.Grant));
    }

    [Fact]
    public async Task over_JSON_gives_what_is_hashed()
    {
        var (envelope, _) = await Reserve();
        var answer = await stack.Http.GetFromJsonAsync<JsonElement>(
            $"/v1/ledger/entries?envelope={envelope}&page_size=1");
        var entry = answer.GetProperty("entries")[0];
        Assert.Equal("1", entry.GetProperty("sequence").GetString());
        Assert.Equal(new string('0', 64), entry.GetProperty("previousHash").GetString());
        Assert.NotEqual("", answer.GetProperty("nextPageToken").GetString());
    }

    [Theory]
    [InlineData("UPDATE entries SET amount_cents = 0")]
    [InlineData("DELETE FROM entries")]
    [InlineData("TRUNCATE entries CASCADE")]
    [InlineData("UPDATE transfers SET amount_cents = 1")]
    [InlineData("DELETE FROM transfers")]
    [InlineData("DELETE FROM grants")]
    [InlineData("DELETE FROM envelopes")]
    [InlineData("UPDATE envelopes SET investment_rate_cents = 1")]
    [InlineData("UPDATE amendments SET reason = ''")]
    [InlineData("UPDATE proposals SET refusal = ''")]
    [InlineData("ALTER TABLE entries DISABLE TRIGGER ALL")]
    public async Task is_all_that_the_service_may_do_with_what_is_written(string sql) =>
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Fail(sql)).SqlState);

    [Theory]
    [InlineData("envelopes_available_not_negative",
        "UPDATE envelopes SET available = -1, reserved = reserved + available + 1 WHERE id = $1")]
    [InlineData("envelopes_balanced", "UPDATE envelopes SET available = available + 1 WHERE id = $1")]
    [InlineData("transfers_two_entries", OneTransfer)]
    [InlineData("entries_running_balance", $"""
        WITH moved AS ({OneTransfer} RETURNING id),
             head AS (SELECT last_sequence, last_hash FROM envelopes WHERE id = $1)
        INSERT INTO entries (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
        SELECT $1, last_sequence + 1, id, 'AVAILABLE', -100, 42000000, repeat('a', 64), last_hash FROM moved, head
        UNION ALL
        SELECT $1, last_sequence + 2, id, 'RESERVED', 100, 21000100, repeat('c', 64), repeat('a', 64) FROM moved, head
        """)]
    [InlineData("entries_not_negative", $"""
        WITH moved AS ({OneTransfer} RETURNING id),
             head AS (SELECT last_sequence, last_hash FROM envelopes WHERE id = $1)
        INSERT INTO entries (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
        SELECT $1, last_sequence + 1, id, 'AVAILABLE', -100, -1, repeat('a', 64), last_hash FROM moved, head
        """)]
    [InlineData("entries_not_negative", $"""
        WITH moved AS (
            INSERT INTO transfers (id, envelope, from_account, to_account, amount_cents, reason, create_time)
            VALUES (gen_random_uuid(), $1, 'AVAILABLE', 'BUDGET', 100, 'AMENDED', now()) RETURNING id),
             head AS (SELECT last_sequence, last_hash FROM envelopes WHERE id = $1)
        INSERT INTO entries (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
        SELECT $1, last_sequence + 1, id, 'BUDGET', 100, 100, repeat('a', 64), last_hash FROM moved, head
        """)]
    [InlineData("entries_chained", $"""
        WITH moved AS ({OneTransfer} RETURNING id), head AS (SELECT last_sequence FROM envelopes WHERE id = $1)
        INSERT INTO entries (envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
        SELECT $1, last_sequence + 1, id, 'AVAILABLE', -100, 0, repeat('a', 64), repeat('b', 64) FROM moved, head
        """)]
    public async Task of_money_that_does_not_add_up_is_never_possible(string constraint, string sql)
    {
        var (envelope, _) = await Reserve();
        Assert.Equal(constraint, (await Fail(sql, envelope.Split('/')[1])).ConstraintName);
    }

    private const string OneTransfer = """
        INSERT INTO transfers (id, envelope, from_account, to_account, amount_cents, reason, create_time)
        VALUES (gen_random_uuid(), $1, 'AVAILABLE', 'RESERVED', 100, 'AMENDED', now())
        """;

    private async Task<PostgresException> Fail(string sql, params object[] parameters)
    {
        await using var database = await stack.OpenDatabase();
        await using var command = new NpgsqlCommand(sql, database);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }

    private async Task<(string Envelope, string Grant)> Reserve()
    {
        var request = Some.Envelope(630_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var proposal = Some.Proposal(request.EnvelopeId);
        await stack.Publish(proposal);
        var reserved = await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        return (envelope.Name, $"grants/{reserved.GrantId}");
    }
}
