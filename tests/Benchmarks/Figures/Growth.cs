using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;

namespace ProjetK.Benchmarks.Figures;

/// <summary>How the time of lists and reports grows with what there is: the same questions with a thousand applications
/// and with a hundred thousand, with a thousand and a million entries of a ledger, with a hundred and ten thousand
/// actors. The rows are copies of one that the service has written; what grows with them is read by all who look at
/// it.</summary>
internal sealed class Growth : IFigure
{
    private const int Asked = 30;

    private readonly List<(string Name, Func<Task> Ask)> questions = [];
    private string applications = null!, funding = null!, ecosystem = null!;
    private OpenCall call = null!;

    public string Name => "growth";

    public int MostRounds => 1;

    public IReadOnlyList<Goal> Goals { get; } =
    [
        .. new[]
        {
            "ListApplications", "ListPublicApplications", "GetCallStatistics", "GetRanking", "ListEntries", "GetEnvelope",
            "ListActors",
        }.Select(name => new Goal(
            $"{name}, p50 with a hundred times as much ÷ before", found => found[$"{name} large ms"] / found[$"{name} ms"],
            3, 1.5, true)),
    ];

    public async Task Prepare(Bench bench)
    {
        (applications, funding, ecosystem) = (
            await bench.Stack.AdminConnectionString("applications"), await bench.Stack.AdminConnectionString("funding"),
            await bench.Stack.AdminConnectionString("ecosystem"));
        call = await OpenCall.Publish(bench.Stack);
        await bench.Stack.Send<Actor>(new CreateActorRequest
        {
            Actor = new() { DisplayName = "Croissance", Kind = Actor.Types.Kind.Association, Commune = "communes/33525" },
        });
        var (request, headers) = new Drafts(bench).Next();
        request.Application.Call = call.Name;
        var service = new ApplicationService.ApplicationServiceClient(Connect(bench, "applications"));
        await service.CreateApplicationAsync(request, headers);
        var calls = new CallService.CallServiceClient(Connect(bench, "applications"));
        var reviews = new ReviewService.ReviewServiceClient(Connect(bench, "applications"));
        var money = new FundingService.FundingServiceClient(Connect(bench, "funding"));
        var actors = new EcosystemService.EcosystemServiceClient(Connect(bench, "ecosystem"));
        var manager = bench.By(People.Manager);
        Add("ListApplications", async () =>
            await service.ListApplicationsAsync(new() { Call = call.Name, PageSize = 50 }, manager));
        Add("ListPublicApplications", async () =>
            await service.ListPublicApplicationsAsync(new() { Call = call.Name, PageSize = 50 }));
        Add("GetCallStatistics", async () =>
            await calls.GetCallStatisticsAsync(new() { Name = call.Name }, manager));
        Add("GetRanking", async () => await reviews.GetRankingAsync(new() { Call = call.Name }, manager));
        Add("ListEntries", async () =>
            await money.ListEntriesAsync(new() { Envelope = call.Envelope, PageSize = 50 }));
        Add("GetEnvelope", async () => await money.GetEnvelopeAsync(new() { Name = call.Envelope }));
        Add("ListActors", async () => await actors.ListActorsAsync(new() { PageSize = 50 }, manager));
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        await Grow(1_000, 1_000, 100);
        await Ask(reading, "ms");
        await Grow(99_000, 999_000, 9_900);
        await Ask(reading, "large ms");
    }

    private void Add(string name, Func<Task> ask) => questions.Add((name, ask));

    private static GrpcChannel Connect(Bench bench, string service)
    {
        // A ranking of a hundred thousand is large.
        var channel = GrpcChannel.ForAddress(
            bench.Stack.Address(service, "grpc"), new() { MaxReceiveMessageSize = null });
        bench.Own(channel);
        return channel;
    }

    private async Task Ask(Reading reading, string suffix)
    {
        foreach (var (name, ask) in questions)
        {
            await ask();
            var times = new List<double>();
            for (var start = Stopwatch.GetTimestamp();
                times.Count < Asked && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10);)
            {
                var begin = Stopwatch.GetTimestamp();
                await ask();
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
            reading[$"{name} {suffix}"] = new Latencies(times).P50;
        }
    }

    /// <summary>Adds so many copies of one row each, past all checks, which would check a copy in vain.</summary>
    private async Task Grow(int candidacies, int entries, int people)
    {
        await Execute(applications, $$"""
            INSERT INTO applications SELECT (jsonb_populate_record(a, jsonb_build_object(
                'id', gen_random_uuid(), 'state', 'INTENT_SUBMITTED', 'reference', 'K-2099-' || nextval('growth'),
                'create_time', a.create_time - n * interval '1 s', 'update_time', a.update_time - n * interval '1 s'))).*
            FROM (SELECT * FROM applications WHERE call_id = '{{call.Id}}' LIMIT 1) a, generate_series(1, {{candidacies}}) n;
            ANALYZE applications
            """);
        await Execute(funding, $$"""
            WITH copied AS (
                SELECT nextval('growth') AS n, gen_random_uuid() AS id FROM generate_series(1, {{entries / 2}})
            ), moved AS (
                INSERT INTO transfers (id, envelope, from_account, to_account, amount_cents, reason, create_time)
                SELECT id, '{{call.Envelope["envelopes/".Length..]}}', 'BUDGET', 'AVAILABLE', 1, 'AMENDED', now() FROM copied
            )
            INSERT INTO entries (
                envelope, sequence, transfer, account, amount_cents, balance_cents, hash, previous_hash)
            SELECT '{{call.Envelope["envelopes/".Length..]}}', 2 * n + side, id,
                CASE side WHEN 1 THEN 'BUDGET' ELSE 'AVAILABLE' END, CASE side WHEN 1 THEN -1 ELSE 1 END,
                CASE side WHEN 1 THEN -90000000000 ELSE 90000000000 END,
                md5('a' || 2 * n + side) || md5('b' || 2 * n + side), md5('a' || 2 * n + side - 1) || md5('b' || 2 * n + side - 1)
            FROM copied, generate_series(1, 2) AS side;
            ANALYZE entries, transfers
            """);
        await Execute(ecosystem, $$"""
            INSERT INTO actors SELECT (jsonb_populate_record(a, jsonb_build_object(
                'id', gen_random_uuid(), 'search_name', 'croissance ' || nextval('growth')))).*
            FROM (SELECT * FROM actors LIMIT 1) a, generate_series(1, {{people}});
            ANALYZE actors
            """);
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SET session_replication_role = replica; CREATE SEQUENCE IF NOT EXISTS growth; {sql}", connection)
        {
            CommandTimeout = 600,
        };
        await command.ExecuteNonQueryAsync();
    }
}
