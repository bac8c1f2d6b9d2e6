using Google.Protobuf;
using Grpc.Core;

namespace ProjetK.Funding.Tests;

public sealed class Racing_for_money(ServicesStack services) : IDisposable
{
    public void Dispose() => services.Clock.Return();

    [Fact]
    public async Task lets_one_of_two_win_and_never_loses_or_makes_a_euro()
    {
        var first = await Granted.Reserve(services, 8 * 210_000);
        var grants = new List<Granted> { first };
        while (grants.Count < 6)
            grants.Add(await Granted.ReserveIn(services, first.Proposal.Call));
        var amendments = Enumerable.Range(3, 5).Select(count => Try(new V1.AmendEnvelopeRequest
        {
            Name = first.Envelope,
            Amount = Some.Euros(count * 210_000),
            Reason = "Course",
            Deliberation = $"2026-{count}",
        })).ToList();
        var outcomes = await Task.WhenAll(grants.Select(async grant =>
        {
            var commit = Try(new V1.CommitGrantRequest
            {
                Name = grant.Name,
                Number = "C",
                SignTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
                    services.Clock.Now.AddMinutes(-1)),
                Siret = Some.Siret,
            });
            var release = Try(new V1.ReleaseGrantRequest { Name = grant.Name, Reason = "Course" });
            return (Commit: await commit, Release: await release);
        }));
        Assert.All(outcomes, one => Assert.Single(
            new[] { one.Commit, one.Release }, outcome => outcome == StatusCode.FailedPrecondition));
        Assert.All(
            await Task.WhenAll(amendments),
            outcome => Assert.Contains(outcome, new[] { StatusCode.OK, StatusCode.FailedPrecondition }));
        var committed = outcomes.Count(one => one.Commit == StatusCode.OK);
        var totals = await first.Totals();
        Assert.Equal((0m, committed * 210_000m), (totals.Reserved, totals.Committed));
        await IsReconciled(first);
    }

    [Fact]
    public async Task certifies_orders_pays_and_recovers_once_however_often_it_is_asked_at_once()
    {
        var grant = await Granted.Reserve(services);
        await grant.Commit();
        await grant.Start();
        Assert.Single(await AtOnce(() => grant.Certify(1)), StatusCode.OK);
        Assert.Single(await AtOnce(() => grant.Order(1, $"M-{Guid.NewGuid():N}")), StatusCode.OK);
        Assert.Single(await AtOnce(() => grant.Pay(1, $"T-{Guid.NewGuid():N}")), StatusCode.OK);
        Assert.Equal(2, (await AtOnce(() => grant.Step(new V1.RecordRecoveryRequest { Amount = Some.Euros(50_000) }, 1)))
            .Count(outcome => outcome == StatusCode.OK));
        await Task.WhenAll(grant.Terminate(), AtOnce(() => grant.Step(new V1.CancelInstalmentRequest(), 2)));
        Assert.Equal((0m, 0m, 20_000m, 100_000m, 510_000m), await grant.Totals());
        await IsReconciled(grant);
    }

    private async Task IsReconciled(Granted grant)
    {
        Assert.Empty((await services.Send<V1.ReconcileLedgerResponse>(
            new V1.ReconcileLedgerRequest { Envelope = grant.Envelope }, by: People.Auditor)).Differences);
        Assert.Null((await services.Send<V1.VerifyLedgerResponse>(
            new V1.VerifyLedgerRequest { Envelope = grant.Envelope }, by: People.Auditor)).FirstBroken);
    }

    private Task<StatusCode> Try(IMessage request) => Try(() => services.Send<IMessage>(request, by: Granted.Officer));

    private static Task<StatusCode[]> AtOnce(Func<Task> call) =>
        Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Try(call)));

    private static async Task<StatusCode> Try(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }
}
