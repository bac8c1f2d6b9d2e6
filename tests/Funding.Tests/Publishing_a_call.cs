namespace ProjetK.Funding.Tests;

public sealed class Publishing_a_call(FundingStack stack)
{
    [Fact]
    public async Task freezes_the_rates_of_its_envelope()
    {
        var request = Some.Envelope(1_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        await stack.Publish(Some.Publication(request.EnvelopeId));
        await Until.True(async () =>
            (await stack.Client.GetEnvelopeAsync(new() { Name = envelope.Name })).FreezeTime is not null, "it freezes");
    }

    [Fact]
    public async Task before_it_has_an_envelope_freezes_that_envelope_from_the_start()
    {
        var request = Some.Envelope(1_000);
        await stack.Publish(Some.Publication(request.EnvelopeId));
        await using var database = await stack.OpenDatabase();
        await Until.True(async () =>
        {
            await using var known = new Npgsql.NpgsqlCommand("SELECT count(*) FROM calls WHERE id = $1", database)
            {
                Parameters = { new() { Value = request.EnvelopeId } },
            };
            return await known.ExecuteScalarAsync() is 1L;
        }, "the publication is remembered");
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
            await Until.True(async () => (await stack.Client.GetEnvelopeAsync(
                new() { Name = $"envelopes/{request.EnvelopeId}" })).FreezeTime is not null, "it freezes");
    }
}
