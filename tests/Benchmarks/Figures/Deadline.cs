using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Benchmarks.Load;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Benchmarks.Figures;

/// <summary>The evening of a deadline, ten times as fast as one: 500 communes begin, save twice and submit their letter
/// of intent through the gateway within a minute, half of them in its last six seconds. What each step takes from when
/// it was due, and whether any is refused.</summary>
internal sealed class Deadline : IFigure
{
    private const int Applicants = 500;
    private static readonly TimeSpan Evening = TimeSpan.FromSeconds(60), Rush = TimeSpan.FromSeconds(6);

    private string[] communes = null!;

    public string Name => "deadline";

    public int MostRounds => 1;

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("failed submissions", found => found["failed"], 0, 0, true),
        new("a step on the evening of the deadline, p99 ms", found => found["p99 ms"], 200, 200, true),
    ];

    public async Task Prepare(Bench bench)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(bench.Stack.Address("applications", "grpc"));
        var client = new CommuneService.CommuneServiceClient(channel);
        var all = new List<Commune>();
        for (var page = new ListCommunesResponse { NextPageToken = "" }; all.Count == 0 || page.NextPageToken != "";)
        {
            page = await client.ListCommunesAsync(
                new() { Department = "33", PageSize = 200, PageToken = page.NextPageToken });
            all.AddRange(page.Communes);
        }
        communes = [.. all.Select(commune => commune.InseeCode).Take(Applicants)];
    }

    public async Task Measure(Bench bench, Reading reading)
    {
        var call = await PublishFor(bench);
        var gateway = bench.Stack.Address("gateway", "grpc");
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(gateway);
        var client = new ApplicationService.ApplicationServiceClient(channel);
        var (times, failures) = (new ConcurrentBag<double>(), new ConcurrentBag<RpcException>());
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(communes.Select((commune, number) => Apply(
            client, call, commune, bench.By(People.MayorOf(commune)), start, Due(number), times, failures)));
        var found = new Latencies(times);
        (reading["failed"], reading["submitted"]) = (failures.Count, communes.Length - failures.Count);
        (reading["p50 ms"], reading["p99 ms"], reading["p99.9 ms"]) = (found.P50, found.P99, found.P999);
        if (failures.FirstOrDefault() is { } first)
            Console.WriteLine($"deadline: the first failure: {first.Status}");
    }

    /// <summary>When somebody submits: half of them evenly until the rush, the others during it.</summary>
    private TimeSpan Due(int number)
    {
        var half = communes.Length / 2;
        return number < half
            ? (Evening - Rush) * ((number + 1.0) / half)
            : Evening - Rush + (Rush * ((number - half + 1.0) / half));
    }

    /// <summary>Begins four seconds before, saves twice, submits when it is due.</summary>
    private static async Task Apply(
        ApplicationService.ApplicationServiceClient client, string call, string commune, Metadata headers, long start,
        TimeSpan due, ConcurrentBag<double> times, ConcurrentBag<RpcException> failures)
    {
        Application application = null!;
        Func<Task>[] steps =
        [
            async () => application = await client.CreateApplicationAsync(Begin(call, commune), headers),
            async () => application = await client.UpdateApplicationAsync(Save(application, "Un lieu."), headers),
            async () => application = await client.UpdateApplicationAsync(Save(application, "Un lieu ouvert."), headers),
            async () => await client.SubmitIntentAsync(
                new() { Name = application.Name, RequestId = Guid.NewGuid().ToString() }, headers),
        ];
        try
        {
            foreach (var (number, step) in steps.Index())
            {
                var at = due - TimeSpan.FromSeconds(steps.Length - 1 - number);
                if (at - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } wait)
                    await Task.Delay(wait);
                var begin = Stopwatch.GetTimestamp();
                await step();
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }
        catch (RpcException failure)
        {
            failures.Add(failure);
        }
    }

    private static CreateApplicationRequest Begin(string call, string commune) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        Application = new()
        {
            Call = call,
            Applicant = Candidacy.Of(commune),
            Contacts = new() { ElectedReferent = new() { DisplayName = "Claire Martin", Function = "Maire" } },
            Project = new() { Title = "Le lieu", Summary = "Un lieu pour vivre ensemble le Zéro Waste." },
            Intent = new()
            {
                Text = "Ça nous intéresse.",
                Signatory = new() { DisplayName = "Claire Martin", Function = "Maire" },
            },
        },
    };

    private static UpdateApplicationRequest Save(Application application, string summary) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        Application = new() { Name = application.Name, Etag = application.Etag, Project = new() { Summary = summary } },
        UpdateMask = FieldMask.FromString("project.summary"),
    };

    /// <summary>A call for every commune of the department, whatever its size.</summary>
    private async Task<string> PublishFor(Bench bench)
    {
        var id = $"evening-{Guid.NewGuid():N}"[..20];
        var now = DateTimeOffset.UtcNow;
        var call = await bench.Stack.Send<Call>(new CreateCallRequest
        {
            CallId = id,
            Call = new()
            {
                Title = "Appel à coopération",
                LegalNotices = Round.Notices,
                MinPopulation = 1,
                MaxPopulation = 1_000_000,
                Perimeter = { communes.Select(commune => $"communes/{commune}") },
                IntentOpenTime = Timestamp.FromDateTimeOffset(now.AddDays(-10)),
                IntentDeadlineTime = Timestamp.FromDateTimeOffset(now.AddDays(1)),
                EngagementDeadlineTime = Timestamp.FromDateTimeOffset(now.AddDays(60)),
            },
        });
        await bench.Stack.Send<Call>(new PublishCallRequest { Name = call.Name });
        return call.Name;
    }
}
