using Npgsql;

namespace ProjetK.Funding.Tests;

public sealed class Publishing_a_call(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task freezes_the_rates_of_its_envelope()
    {
        var request = Some.Envelope(1_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        await stack.Publish(Some.Publication(request.EnvelopeId));
        await Freezes(envelope.Name);
    }

    [Fact]
    public async Task before_it_has_an_envelope_freezes_that_envelope_from_the_start()
    {
        var request = Some.Envelope(1_000);
        await stack.Publish(Some.Publication(request.EnvelopeId));
        await using var database = await stack.OpenDatabase();
        await using var known = new NpgsqlCommand("SELECT count(*) FROM calls WHERE id = $1", database)
        {
            Parameters = { new() { Value = request.EnvelopeId } },
        };
        await Eventually.Get(() => known.ExecuteScalarAsync(), found => found is 1L, "the remembered publication");
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        Assert.Equal(envelope.CreateTime, envelope.FreezeTime);
    }

    [Fact]
    public async Task at_the_moment_its_envelope_is_created_always_freezes_it()
    {
        var requests = Enumerable.Range(0, 20).Select(_ => Some.Envelope(1_000)).ToList();
        await Task.WhenAll(requests.Select(request => Task.WhenAll(
            stack.Publish(Some.Publication(request.EnvelopeId)),
            stack.Client.CreateEnvelopeAsync(request).ResponseAsync)));
        foreach (var request in requests)
            await Freezes($"envelopes/{request.EnvelopeId}");
    }

    private Task Freezes(string envelope) => Eventually.Get(
        () => stack.Client.GetEnvelopeAsync(new() { Name = envelope }).ResponseAsync,
        seen => seen.FreezeTime is not null, "frozen rates");
}
