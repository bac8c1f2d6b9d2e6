namespace ProjetK.Funding.Tests;

public sealed class The_demonstration(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Theory]
    [InlineData("2023")]
    [InlineData("2026")]
    public async Task shows_an_envelope_of_630000_euros_for_each_wave(string wave)
    {
        await stack.Demonstrate();
        var envelope = await stack.Client.GetEnvelopeAsync(new() { Name = $"envelopes/{wave}" });
        Assert.Equal(($"Participation financière — vague {wave}", 630_000), (envelope.Label, envelope.Amount.Units));
        Assert.Equal([$"calls/{wave}"], envelope.Calls);
        Assert.Equal(0, Chain.FirstBroken(await Ledgers.All(stack, envelope.Name)));
    }

    [Fact]
    public async Task shows_the_grant_of_Villegouge_paid_as_far_as_its_dates_go()
    {
        await stack.Demonstrate();
        var envelope = await services.Send<V1.Envelope>(
            new V1.GetEnvelopeRequest { Name = "envelopes/2023" }, by: People.Nobody);
        Assert.Equal((159_000, 26_500), (envelope.Paid.Units, envelope.Committed.Units));
        var grant = Assert.Single((await services.Send<V1.ListGrantsResponse>(
            new V1.ListGrantsRequest { Envelope = envelope.Name }, by: People.Nobody)).Grants);
        var instalments = (await services.Send<V1.ListInstalmentsResponse>(
            new V1.ListInstalmentsRequest { Parent = grant.Name }, by: People.Nobody)).Instalments;
        Assert.Equal([2023, 2023, 2024, 0], instalments.Select(one => one.BudgetYear));
        Assert.Empty((await services.Send<V1.ReconcileLedgerResponse>(
            new V1.ReconcileLedgerRequest { Envelope = envelope.Name }, by: People.Auditor)).Differences);
    }
}
