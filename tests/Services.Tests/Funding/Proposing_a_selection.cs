using ProjetK.Events;

namespace ProjetK.Funding.Tests;

public sealed class Proposing_a_selection(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    private const long Cents210000 = 21_000_000;

    [Fact]
    public async Task reserves_the_whole_multi_year_amount()
    {
        var (call, envelope) = await Envelope(630_000);
        var proposal = Some.Proposal(call);
        await stack.Publish(proposal);

        var reserved = await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        Assert.Equal((proposal.ApplicationId, call, Cents210000),
            (reserved.ApplicationId, reserved.Envelope, reserved.TotalCents));
        var after = await stack.Client.GetEnvelopeAsync(new() { Name = envelope });
        Assert.Equal((210_000, 420_000), (after.Reserved.Units, after.Available.Units));
        var grant = await stack.Client.GetGrantAsync(new() { Name = $"grants/{reserved.GrantId}" });
        Assert.Equal(V1.Grant.Types.State.Reserved, grant.State);
        Assert.Equal($"applications/{proposal.ApplicationId}", grant.Application);
        Assert.Equal($"territories/{proposal.TerritoryId}", grant.Territory);
        Assert.Equal("communes/33525", grant.Beneficiary.Commune);
        Assert.Equal((120_000, 30_000, 3, 210_000),
            (grant.Investment.Units, grant.OperatingPerYear.Units, grant.OperatingYears, grant.Total.Units));
    }

    [Fact]
    public async Task for_more_than_is_available_is_refused_with_what_is_missing()
    {
        var (call, envelope) = await Envelope(200_000);
        var proposal = Some.Proposal(call);
        await stack.Publish(proposal);

        var refused = await stack.Heard.WaitFor<FundsRefused>(proposal.ProposalId);
        Assert.Equal(("ENVELOPE_EXCEEDED", 1_000_000), (refused.Reason, refused.MissingCents));
        Assert.Equal(200_000, (await stack.Client.GetEnvelopeAsync(new() { Name = envelope })).Available.Units);
    }

    [Fact]
    public async Task of_a_call_without_envelope_is_refused()
    {
        var proposal = Some.Proposal(Some.Id());
        await stack.Publish(proposal);
        var refused = await stack.Heard.WaitFor<FundsRefused>(proposal.ProposalId);
        Assert.Equal(("ENVELOPE_MISSING", 0), (refused.Reason, refused.MissingCents));
    }

    [Fact]
    public async Task by_200_at_once_for_the_last_euros_reserves_exactly_as_many_as_fit()
    {
        var (call, envelope) = await Envelope(7 * 210_000 + 209_999);
        var proposals = Enumerable.Range(0, 200).Select(_ => Some.Proposal(call)).ToList();
        await Task.WhenAll(proposals.Select(proposal => stack.Publish(proposal)));

        var answers = new List<object>();
        foreach (var proposal in proposals)
            answers.Add(Assert.Single(await stack.Heard.WaitFor(proposal.ProposalId, 1)));
        Assert.Equal(7, answers.OfType<FundsReserved>().Count());
        Assert.Equal(193, answers.OfType<FundsRefused>().Count(refused => refused.MissingCents > 0));
        var after = await stack.Client.GetEnvelopeAsync(new() { Name = envelope });
        Assert.Equal((7 * 210_000, 209_999), (after.Reserved.Units, after.Available.Units));
        var entries = await Ledgers.All(stack, envelope);
        Assert.Equal(2 + 7 * 2, entries.Count);
        Assert.Equal(0, Chain.FirstBroken(entries));
    }

    [Fact]
    public async Task in_a_message_delivered_twice_has_its_effect_once()
    {
        var (call, envelope) = await Envelope(630_000);
        var (proposal, messageId) = (Some.Proposal(call), Guid.CreateVersion7());
        await stack.Publish(proposal, messageId);
        await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        await stack.Publish(proposal, messageId);

        await AnotherIsAnswered(call);
        Assert.Single(stack.Heard.About(proposal.ProposalId));
        Assert.Equal(420_000, (await stack.Client.GetEnvelopeAsync(new() { Name = envelope })).Reserved.Units);
    }

    [Fact]
    public async Task twice_under_the_same_id_hears_the_same_answer_and_reserves_once()
    {
        var (call, envelope) = await Envelope(630_000);
        var proposal = Some.Proposal(call);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stack.Publish(proposal)));

        var answers = await stack.Heard.WaitFor(proposal.ProposalId, 5);
        Assert.Single(answers.Distinct());
        Assert.IsType<FundsReserved>(answers[0]);
        Assert.Equal(210_000, (await stack.Client.GetEnvelopeAsync(new() { Name = envelope })).Reserved.Units);
    }

    [Fact]
    public async Task again_under_the_same_id_hears_its_refusal_again_though_money_came_since()
    {
        var (call, envelope) = await Envelope(100_000);
        var proposal = Some.Proposal(call);
        await stack.Publish(proposal);
        await stack.Heard.WaitFor<FundsRefused>(proposal.ProposalId);
        await stack.Client.AmendEnvelopeAsync(Some.Amendment(new() { Name = envelope }, 630_000));
        await stack.Publish(proposal);

        var answers = await stack.Heard.WaitFor(proposal.ProposalId, 2);
        Assert.Single(answers.Distinct());
        var another = proposal with { ProposalId = Guid.CreateVersion7() };
        await stack.Publish(another);
        await stack.Heard.WaitFor<FundsReserved>(another.ProposalId);
    }

    [Fact]
    public async Task of_an_application_that_holds_a_grant_is_answered_with_that_grant()
    {
        var (call, envelope) = await Envelope(630_000);
        var first = Some.Proposal(call);
        var second = first with { ProposalId = Guid.CreateVersion7(), Version = first.Version + 1 };
        await stack.Publish(first);
        var reserved = await stack.Heard.WaitFor<FundsReserved>(first.ProposalId);
        await stack.Publish(second);

        Assert.Equal(reserved with { ProposalId = second.ProposalId },
            await stack.Heard.WaitFor<FundsReserved>(second.ProposalId));
        var grants = await stack.Client.ListGrantsAsync(new() { Application = $"applications/{first.ApplicationId}" });
        Assert.Single(grants.Grants);
        Assert.Equal(210_000, (await stack.Client.GetEnvelopeAsync(new() { Name = envelope })).Reserved.Units);
    }

    private async Task<(string Call, string Envelope)> Envelope(long euros)
    {
        var request = Some.Envelope(euros);
        return (request.EnvelopeId, (await stack.Client.CreateEnvelopeAsync(request)).Name);
    }

    /// <summary>Waits until what was published before is consumed: the queue is read in order.</summary>
    private async Task AnotherIsAnswered(string call)
    {
        var proposal = Some.Proposal(call);
        await stack.Publish(proposal);
        await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
    }
}
