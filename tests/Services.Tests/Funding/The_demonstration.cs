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
}
