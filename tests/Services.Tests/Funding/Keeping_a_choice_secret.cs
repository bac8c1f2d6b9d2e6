using Grpc.Core;
using Refused = ProjetK.Testing.Refusal;

namespace ProjetK.Funding.Tests;

public sealed class Keeping_a_choice_secret(ServicesStack services)
{
    [Fact]
    public async Task ends_the_public_ledger_and_its_totals_before_the_first_grant_that_is_not_announced()
    {
        var first = await Granted.Reserve(services);
        var voted = await Envelope(first);
        Assert.Equal((0, 630_000, 2), (voted.Reserved.Units, voted.Available.Units, (await Entries(first)).Count));
        await first.Announce();
        var before = await Envelope(first);
        var second = await Granted.ReserveIn(services, first.Proposal.Call);
        await first.Commit();

        var seen = await Envelope(first);
        Assert.Equal((210_000, 0, 420_000), (seen.Reserved.Units, seen.Committed.Units, seen.Available.Units));
        Assert.Equal(before, seen);
        Assert.Equal(before, (await services.Send<V1.ListEnvelopesResponse>(
            new V1.ListEnvelopesRequest { Call = $"calls/{first.Proposal.Call}" }, by: People.EveryMayor)).Envelopes[0]);
        var entries = await Entries(first);
        Assert.Equal((4, 0), (entries.Count, Chain.FirstBroken(entries)));
        var verified = await services.Send<V1.VerifyLedgerResponse>(
            new V1.VerifyLedgerRequest { Envelope = first.Envelope }, by: People.Nobody);
        Assert.Equal((null, 4), (verified.FirstBroken, verified.EntryCount));
        Assert.Equal((210_000m, 210_000m, 0m, 0m, 210_000m), await first.Totals());

        Assert.Equal(first.Name, Assert.Single(await Grants(first, People.EveryMayor)).Name);
        Assert.Equal(2, (await Grants(first, People.Manager)).Count);
        Assert.Equal(StatusCode.NotFound, (await Refused.Of(services.Send<V1.Grant>(
            new V1.GetGrantRequest { Name = second.Name }, by: People.EveryMayor))).Code);
        Assert.Equal(StatusCode.NotFound, (await Refused.Of(services.Send<V1.ListInstalmentsResponse>(
            new V1.ListInstalmentsRequest { Parent = second.Name }, by: People.Nobody))).Code);

        await second.Announce();
        Assert.Equal((8, 0), ((await Entries(first)).Count, Chain.FirstBroken(await Entries(first))));
        Assert.Equal((210_000m, 210_000m, 0m, 0m, 210_000m), await first.Totals(People.Nobody));
        Assert.Equal(2, (await Grants(first, People.Nobody)).Count);
    }

    [Fact]
    public async Task shows_totals_that_add_up_at_every_moment()
    {
        var grant = await Granted.Reserve(services, 210_000);
        await grant.Announce();
        var writing = Task.Run(async () =>
        {
            for (var euros = 210_001; euros <= 210_030; euros++)
                await services.Send<V1.Envelope>(new V1.AmendEnvelopeRequest
                {
                    Name = grant.Envelope,
                    Amount = Some.Euros(euros),
                    Reason = "Abondement",
                    Deliberation = $"2026-{euros}",
                });
        });
        while (!writing.IsCompleted)
        {
            var (listed, one) = ((await services.Send<V1.ListEnvelopesResponse>(
                new V1.ListEnvelopesRequest { Call = $"calls/{grant.Proposal.Call}" }, by: People.Nobody)).Envelopes[0],
                await Envelope(grant));
            foreach (var seen in new[] { listed, one })
                Assert.Equal(
                    (seen.Amount.Units, seen.Amount.Units),
                    (seen.Reserved.Units + seen.Available.Units, seen.Amendments.LastOrDefault()?.Amount.Units ?? 210_000));
        }
        await writing;
        Assert.Equal((210_000m, 0m, 0m, 0m, 30m), await grant.Totals(People.Nobody));
    }

    private Task<V1.Envelope> Envelope(Granted grant) =>
        services.Send<V1.Envelope>(new V1.GetEnvelopeRequest { Name = grant.Envelope }, by: People.Nobody);

    private async Task<IReadOnlyList<V1.Entry>> Entries(Granted grant) => (await services.Send<V1.ListEntriesResponse>(
        new V1.ListEntriesRequest { Envelope = grant.Envelope }, by: People.Nobody)).Entries;

    private async Task<IReadOnlyList<V1.Grant>> Grants(Granted grant, Person by) =>
        (await services.Send<V1.ListGrantsResponse>(new V1.ListGrantsRequest { Envelope = grant.Envelope }, by: by)).Grants;
}
