using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

public sealed class Listing_grants(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task of_an_envelope_shows_the_newest_first_page_by_page()
    {
        var (envelope, grants) = await Reserve(5);
        var (found, request) = (new List<V1.Grant>(), new V1.ListGrantsRequest { Envelope = envelope, PageSize = 2 });
        do
        {
            var page = await stack.Client.ListGrantsAsync(request);
            found.AddRange(page.Grants);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(grants.Order(), found.Select(grant => grant.Name).Order());
        Assert.Equal(found.OrderByDescending(grant => grant.CreateTime.ToDateTime()), found);
    }

    [Fact]
    public async Task in_a_state_shows_only_those()
    {
        var (envelope, grants) = await Reserve(1);
        var reserved = await stack.Client.ListGrantsAsync(
            new() { Envelope = envelope, State = V1.Grant.Types.State.Reserved });
        Assert.Equal(grants, reserved.Grants.Select(grant => grant.Name));
        var released = await stack.Client.ListGrantsAsync(
            new() { Envelope = envelope, State = V1.Grant.Types.State.Released });
        Assert.Empty(released.Grants);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("YWJjZGVmZ2hbIngiXQ")]
    public async Task with_a_page_token_of_ones_own_making_is_refused(string token)
    {
        var refusal = await Refusal.Of(stack.Client.ListGrantsAsync(new() { PageToken = token }));
        Assert.Equal((StatusCode.InvalidArgument, "page_token"), (refusal.Code, Assert.Single(refusal.Fields)));
    }

    [Fact]
    public async Task with_malformed_filters_names_each()
    {
        var refusal = await Refusal.Of(stack.Client.ListGrantsAsync(
            new() { Envelope = "2026", Application = "1" }));
        Assert.Equal(["application", "envelope"], refusal.Fields.Order());
    }

    [Fact]
    public async Task does_not_show_one_that_does_not_exist()
    {
        var refusal = await Refusal.Of(stack.Client.GetGrantAsync(new() { Name = $"grants/{Guid.NewGuid()}" }));
        Assert.Equal(StatusCode.NotFound, refusal.Code);
    }

    private async Task<(string Envelope, List<string> Grants)> Reserve(int count)
    {
        var request = Some.Envelope(210_000 * count);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var grants = new List<string>();
        foreach (var proposal in Enumerable.Range(0, count).Select(_ => Some.Proposal(request.EnvelopeId)).ToList())
        {
            await stack.Publish(proposal);
            grants.Add($"grants/{(await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId)).GrantId}");
        }
        return (envelope.Name, grants);
    }
}
