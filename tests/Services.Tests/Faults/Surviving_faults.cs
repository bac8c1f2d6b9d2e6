using Grpc.Core;
using ProjetK.Applications.V1;
using ProjetK.Events;
using ProjetK.FaultTests;
using ProjetK.Funding.Tests;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.ServicesTests;

/// <summary>A smoke of what tests/Faults.Tests does at length: one death of each kind in the midst of journeys, which
/// then end as if nothing had been. No call has two effects, and none is lost.</summary>
[Collection(typeof(Breaking))]
public sealed class Surviving_faults(ServicesStack stack) : IAsyncDisposable
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(6), Backlog = TimeSpan.FromSeconds(30);
    private static readonly string[] Communes = ["33174", "33332", "33362"];

    /// <summary>Whatever has become of a test, the next one finds everybody well.</summary>
    public async ValueTask DisposeAsync()
    {
        stack.IsBroken = false;
        await Task.WhenAll(Databases.Services.Append("gateway").Select(stack.Healthy));
    }

    [Fact]
    public async Task each_service_killed_in_the_midst_of_journeys()
    {
        stack.IsBroken = true;
        var round = await Journeys.Round(stack);
        var journeys = Journeys.Select(round, Communes);
        foreach (var service in Databases.Services)
        {
            var victims = stack.Faults.ProcessesOf(service);
            await stack.Faults.KillAsync(service);
            await stack.Faults.StartAsync(service);
            Assert.Empty(stack.Faults.ProcessesOf(service).Intersect(victims));
        }
        await EndWell(round, await journeys);
    }

    [Fact]
    public async Task the_broker_away_for_some_seconds_refuses_nobody()
    {
        var processes = Databases.Services.SelectMany(stack.Faults.ProcessesOf).ToList();
        var round = await Journeys.Round(stack);
        await stack.Faults.KillAsync("broker");
        var back = Task.Delay(Away, TestContext.Current.CancellationToken);
        // Nobody repeats anything here: all of it succeeds at once.
        var candidacies = await Task.WhenAll(Communes.Select(commune => Candidacy.Draft(round, commune)));
        await Task.WhenAll(candidacies.Select(candidacy => candidacy.Reach(State.Preparation)));
        await back;
        Assert.NotEqual(0, await stack.Value<long>("applications", "SELECT count(*) FROM outbox"));

        await stack.Faults.StartAsync("broker");
        await stack.Drained(Backlog);

        Assert.Equal(processes, Databases.Services.SelectMany(stack.Faults.ProcessesOf));
        foreach (var state in new[] { State.EngagementSubmitted, State.Selected })
            await Task.WhenAll(candidacies.Select(candidacy => candidacy.Reach(state)));
        await EndWell(round, candidacies);
    }

    [Fact]
    public async Task the_database_restarted_at_once_in_the_midst_of_journeys()
    {
        stack.IsBroken = true;
        var round = await Journeys.Round(stack);
        var journeys = Journeys.Select(round, Communes);
        await stack.Faults.RestartImmediatelyAsync("postgres");
        await EndWell(round, await journeys);
    }

    [Fact]
    public async Task funding_killed_under_a_watched_ledger_leaves_no_gap_and_hears_who_applies()
    {
        stack.IsBroken = true;
        var grant = await Granted.Reserve(stack);
        await grant.Announce();
        var (seen, read) = (new List<long>(), new TaskCompletionSource());
        var watching = Task.Run(() => Watch(new() { Envelope = grant.Envelope }, seen, 4, read));
        await read.Task.WaitAsync(Backlog, TestContext.Current.CancellationToken);

        await stack.Faults.KillAsync("funding");
        await stack.Funding.Publish(new ApplicantChanged(
            grant.Proposal.ApplicationId, grant.Proposal.TerritoryId, ["33548", "33525"], 1400, stack.Clock.Now, 9));
        // A break is an error, never an end.
        await Assert.ThrowsAsync<RpcException>(() => watching);
        await stack.Faults.StartAsync("funding");
        await grant.Commit();
        await grant.Becomes(one => one.NewLeadCommune == "communes/33548");
        var resumed = new TaskCompletionSource();
        _ = Watch(new() { AfterEntry = { $"{grant.Envelope}/entries/{seen[^1]}" } }, seen, 6, resumed);
        await resumed.Task.WaitAsync(Backlog, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
    }

    /// <summary>Notes the entries that a watcher sees, and says when there are so many.</summary>
    private async Task Watch(
        Funding.V1.WatchLedgerRequest request, List<long> seen, int count, TaskCompletionSource read)
    {
        using var watch = new Funding.V1.FundingService.FundingServiceClient(stack.Grpc).WatchLedger(request);
        while (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
        {
            if (watch.ResponseStream.Current.Entry is { } entry)
                seen.Add(entry.Sequence);
            if (seen.Count >= count)
                read.TrySetResult();
        }
    }

    /// <summary>Each candidacy has one grant, one transfer and one territory; the books hold; and what was given comes
    /// back when they withdraw, so that the communes may apply again.</summary>
    private async Task EndWell(Round round, IReadOnlyList<Candidacy> candidacies)
    {
        Assert.All(candidacies, candidacy => Assert.Equal(State.Selected, candidacy.Application.State));
        await stack.Drained(Backlog);
        var envelope = round.Envelope["envelopes/".Length..];
        await Books.Hold(stack, envelope);
        var applications = candidacies.Select(candidacy => Guid.Parse(candidacy.Name["applications/".Length..])).Order();
        Assert.Equal(applications, (await stack.Column<Guid>(
            "funding", "SELECT application FROM grants WHERE envelope = $1 AND state = 'RESERVED'", envelope)).Order());
        Assert.Equal(2L + 2 * candidacies.Count, await stack.Value<long>(
            "funding", "SELECT count(*) FROM entries WHERE envelope = $1", envelope));
        foreach (var application in applications)
        {
            Assert.Equal(1L, await stack.Value<long>(
                "ecosystem", "SELECT count(*) FROM territories WHERE application_id = $1", application));
            Assert.Equal(3L, await stack.Value<long>("ecosystem",
                """
                SELECT count(*) FROM commitments AS one JOIN territories AS place ON place.id = one.territory_id
                WHERE place.application_id = $1 AND one.state = 'CONFIRMED'
                """, application));
        }

        await Task.WhenAll(candidacies.Select(candidacy => candidacy.Withdraw()));
        await Eventually.Get(round.Available, available => available == 5_000_000m, "the money's return", Backlog);
        await Books.Hold(stack, envelope);
    }
}
