using Npgsql;
using ProjetK.Benchmarks.Limits;
using ProjetK.Funding.V1;

namespace ProjetK.Benchmarks.Figures;

/// <summary>One reservation in the SQL of the service, one after another, on an envelope of its own; and the least that
/// can be done to one row.</summary>
internal sealed class HotRow
{
    private const string Row = "benchmark_hot_row";
    private const int Cents = 14_000;

    private readonly Pgbench service, administrator;
    private readonly string script;

    private HotRow(Pgbench service, Pgbench administrator, string script) =>
        (this.service, this.administrator, this.script) = (service, administrator, script);

    public Task<double> Reserve(TimeSpan time) => service.Rate("reserve", script, time);

    public Task<double> Update(TimeSpan time) =>
        administrator.Rate("update", $"UPDATE {Row} SET number = number + 1;\n", time);

    /// <summary>Copies what the service has written for a reservation.</summary>
    public static async Task<HotRow> Prepare(Bench bench)
    {
        var call = await OpenCall.Publish(bench.Stack);
        await using var database = await bench.Open("funding");
        var (grant, transfer, entry, proposal) = (
            await RowTemplate.Read(database, "grants", "state = 'RESERVED'"),
            await RowTemplate.Read(database, "transfers", "reason = 'RESERVATION'"),
            await RowTemplate.Read(database, "entries", "account = 'RESERVED'"),
            await RowTemplate.Read(database, "proposals", "refusal IS NULL"));
        var administrator = await bench.Stack.AdminConnectionString("funding");
        await using (var connection = new NpgsqlConnection(administrator))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand(
                $"CREATE TABLE {Row} AS SELECT 0::bigint AS number", connection);
            await create.ExecuteNonQueryAsync();
        }
        var script = Write(call.Envelope["envelopes/".Length..], call.Id, grant, transfer, entry, proposal);
        return new(new(await bench.Stack.ConnectionString("funding")), new(administrator), script);
    }

    private static string Write(
        string envelope, string call, RowTemplate grant, RowTemplate transfer, RowTemplate entry, RowTemplate proposal)
    {
        string Id(string kind) => $"md5('{kind}' || :number)::uuid";
        string Hash(int step) => $"encode(sha256(('{step}' || :last_hash::text || :number)::bytea), 'hex')";
        string Entry(int step, string account, string cents, string balance) => entry.Insert(
            ("envelope", $"'{envelope}'"), ("sequence", $":last_sequence::bigint + {step}"), ("transfer", Id("t")),
            ("account", $"'{account}'"), ("amount_cents", cents), ("balance_cents", balance), ("hash", Hash(step)),
            ("previous_hash", step == 1 ? ":last_hash::text" : Hash(1)));
        string History(string resource, string state) => $"""
            SELECT record_history('{resource}/' || {Id(resource)}, now(), 'ReserveFunds', NULL, 'funding', NULL, {state}, '{"{}"}')
            """;
        return $"""
            \set number random(1, 9223372036854775806)
            BEGIN;
            INSERT INTO inbox (consumer, message_id) VALUES ('benchmark', {Id("m")}) ON CONFLICT DO NOTHING;
            INSERT INTO applications (id) VALUES ({Id("a")}) ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id
                RETURNING id, withdraw_version;
            SELECT {string.Join(", ", proposal.Columns)} FROM proposals WHERE id = {Id("proposals")};
            SELECT {string.Join(", ", grant.Columns)} FROM grants
                WHERE application = {Id("a")} AND state IN ('RESERVED', 'COMMITTED', 'COMPLETED') FOR UPDATE;
            SELECT id FROM envelopes WHERE id = (SELECT envelope FROM calls WHERE id = '{call}') FOR UPDATE;
            SELECT available, reserved, last_sequence, last_hash FROM envelopes WHERE id = '{envelope}' \gset
            {grant.Insert(("id", Id("grants")), ("application", Id("a")), ("envelope", $"'{envelope}'"),
                ("first_sequence", ":last_sequence::bigint + 1"))};
            {transfer.Insert(("id", Id("t")), ("envelope", $"'{envelope}'"), ("amount_cents", $"{Cents}"),
                ("grant_id", Id("grants")))};
            {Entry(1, "AVAILABLE", $"-{Cents}", $":available::bigint - {Cents}")};
            {Entry(2, "RESERVED", $"{Cents}", $":reserved::bigint + {Cents}")};
            {proposal.Insert(("id", Id("proposals")), ("application", Id("a")), ("grant_id", Id("grants")),
                ("envelope", $"'{envelope}'"))};
            INSERT INTO outbox (id, type, body, available_time)
                VALUES ({Id("o")}, 'FundsReserved', '{"{}"}', 'infinity');
            UPDATE envelopes SET available = :available::bigint - {Cents}, reserved = :reserved::bigint + {Cents},
                last_sequence = :last_sequence::bigint + 2, last_hash = {Hash(2)}, update_time = now(), version = version + 1
                WHERE id = '{envelope}';
            {History("proposals", "'RESERVED'")};
            {History("grants", "'RESERVED'")};
            SELECT record_history('envelopes/{envelope}', now(), 'ReserveFunds', NULL, 'funding', NULL, NULL, '{"{}"}');
            COMMIT;

            """;
    }
}
