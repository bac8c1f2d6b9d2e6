using Grpc.Core;

namespace ProjetK.Funding.Tests;

public sealed class Checking_availability(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task tells_for_each_population_in_turn_whether_it_still_fits()
    {
        var request = Some.Envelope(400_000);
        await stack.Client.CreateEnvelopeAsync(request);
        var answer = await stack.Client.CheckAvailabilityAsync(
            new() { Call = $"calls/{request.EnvelopeId}", Populations = { 1500, 1500, 1000 } });
        Assert.Equal($"envelopes/{request.EnvelopeId}", answer.Envelope);
        Assert.Equal([true, false, true], answer.Projects.Select(project => project.Fits));
        Assert.Equal([210_000, 210_000, 140_000], answer.Projects.Select(project => project.Total.Units));
        Assert.Equal((400_000, 160_000), (answer.Available.Units, answer.Missing.Units));
    }

    [Fact]
    public async Task misses_nothing_when_all_fit()
    {
        var envelope = await stack.Client.CreateEnvelopeAsync(Some.Envelope(420_000));
        var answer = await stack.Client.CheckAvailabilityAsync(
            new() { Envelope = envelope.Name, Populations = { 1500, 1500 } });
        Assert.Equal(0, answer.Missing.Cents());
    }

    [Fact]
    public async Task of_a_call_without_envelope_says_that_it_is_missing()
    {
        var refusal = await Refusal.Of(
            stack.Client.CheckAvailabilityAsync(new() { Call = $"calls/{Some.Id()}", Populations = { 1 } }));
        Assert.Equal((StatusCode.FailedPrecondition, "ENVELOPE_MISSING"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task needs_one_of_envelope_and_call_and_populations()
    {
        var refusal = await Refusal.Of(stack.Client.CheckAvailabilityAsync(new() { Populations = { 5, 0 } }));
        Assert.Equal(["populations[1]"], refusal.Fields);
        refusal = await Refusal.Of(stack.Client.CheckAvailabilityAsync(new() { Populations = { 5 } }));
        Assert.Equal(["envelope"], refusal.Fields);
        refusal = await Refusal.Of(
            stack.Client.CheckAvailabilityAsync(new() { Envelope = "envelopes/a", Call = "calls/a" }));
        Assert.Equal(["populations"], refusal.Fields);
    }
}
