using Google.Protobuf;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;

namespace ProjetK.FaultTests;

[Collection(typeof(With_two_of_each))]
public sealed class Losing_replicas(TwoOfEach stack)
{
    private const int Calls = 30;

    [Fact]
    public Task one_after_another_lets_journeys_end_well_and_has_no_effect_twice() => stack.Losing(async () =>
    {
        using var ending = new CancellationTokenSource(Form.Seconds(12, 300));
        var killing = Kill(ending.Token);
        try
        {
            do
                await Play();
            while (!ending.IsCancellationRequested);
        }
        finally
        {
            await ending.CancelAsync();
            Form.Report($"{await killing} replicas were killed");
        }
        Assert.True(await killing >= 2, "too few processes were killed");
    });

    [Fact]
    public Task costs_no_call_that_comes_after() => stack.Losing(async () =>
    {
        (string Service, IMessage Read)[] reads =
        [
            ("applications", new ListCallsRequest()), ("funding", new ListEnvelopesRequest()),
            ("ecosystem", new ListTerritoriesRequest()), ("identity", new ListPeopleRequest()),
        ];
        foreach (var (service, read) in reads)
        {
            await stack.Faults.KillAsync(service, replica: 1);
            for (var call = 0; call < Calls; call++)
                foreach (var wire in Enum.GetValues<Wire>())
                    await stack.SendOnce<IMessage>(read, wire);
        }
        Form.Report($"{reads.Length} replicas were killed, and each time {Calls} calls made by each wire");
    });

    private async Task Play()
    {
        var round = await Journeys.Round(stack);
        var guest = await Guest.Arrive(round);
        var visit = guest.Visit();
        var communes = Journeys.Communes.Take(Form.Count(4, 12)).ToList();
        var candidacies = await Journeys.Select(round, communes);
        await visit;
        await Eventually.Get(guest.Traces, traces => traces == "", "the guest to be forgotten");
        await Check(round, candidacies);
        // A commune that is helped already could not apply again.
        await Task.WhenAll(candidacies.Select(candidacy => candidacy.Withdraw()));
    }

    private async Task<int> Kill(CancellationToken ending)
    {
        var random = new Random();
        var killed = 0;
        try
        {
            while (true)
            {
                await Task.Delay(random.Next(1_500, 4_000), ending);
                var service = Databases.Services[random.Next(Databases.Services.Count)];
                if (stack.Faults.ProcessesOf(service).Count < 2)
                    continue;
                await stack.Faults.KillAsync(service, random.Next(2));
                killed++;
            }
        }
        catch (OperationCanceledException)
        {
            return killed;
        }
    }

    /// <summary>Every application has one grant, every grant one transfer, and the envelope what is left.</summary>
    private async Task Check(Round round, IReadOnlyList<Candidacy> candidacies)
    {
        var envelope = round.Envelope["envelopes/".Length..];
        var grants = await stack.Column<Guid>(
            "funding", "SELECT application FROM grants WHERE envelope = $1 AND state = 'RESERVED'", envelope);
        Assert.Equal(candidacies.Select(candidacy => Guid.Parse(candidacy.Name["applications/".Length..])).Order(),
            grants.Order());
        Assert.Equal(2L + 2 * candidacies.Count, await stack.Value<long>(
            "funding", "SELECT count(*) FROM entries WHERE envelope = $1", envelope));
        Assert.True(await stack.Value<bool>("funding",
            """
            SELECT budget + available + reserved = 0 AND reserved = (
                SELECT sum(investment_cents + operating_years * operating_per_year_cents)
                FROM grants WHERE envelope = $1)
            FROM envelopes WHERE id = $1
            """, envelope));
        foreach (var candidacy in candidacies)
            Assert.Equal(1L, await stack.Value<long>("ecosystem",
                "SELECT count(*) FROM territories WHERE application_id = $1",
                Guid.Parse(candidacy.Name["applications/".Length..])));
    }
}
