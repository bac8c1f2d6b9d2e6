using Npgsql;
using ProjetK.Events;

namespace ProjetK.Funding.Tests;

public sealed class Withdrawing_an_application(ServicesStack services)
{
    private readonly FundingStack stack = services.Funding;

    [Fact]
    public async Task gives_its_money_back_and_lets_another_have_it()
    {
        var request = Some.Envelope(210_000);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var (proposal, next) = (Some.Proposal(request.EnvelopeId), Some.Proposal(request.EnvelopeId));
        await stack.Publish(proposal);
        var reserved = await stack.Heard.WaitFor<FundsReserved>(proposal.ProposalId);
        await stack.Publish(Some.Withdrawal(proposal));

        var released = await stack.Heard.WaitFor<FundsReleased>(reserved.GrantId);
        Assert.Equal((proposal.ApplicationId, request.EnvelopeId, 21_000_000, 2),
            (released.ApplicationId, released.Envelope, released.TotalCents, released.Version));
        var grant = await stack.Client.GetGrantAsync(new() { Name = $"grants/{reserved.GrantId}" });
        Assert.Equal(V1.Grant.Types.State.Released, grant.State);
        await stack.Publish(next);
        await stack.Heard.WaitFor<FundsReserved>(next.ProposalId);
        var entries = await Ledgers.All(stack, envelope.Name);
        Assert.Equal(0, Chain.FirstBroken(entries));
        Assert.Equal(
            [V1.Entry.Types.Reason.Voted, V1.Entry.Types.Reason.Reservation, V1.Entry.Types.Reason.Release,
                V1.Entry.Types.Reason.Reservation],
            entries.Where(entry => entry.Sequence % 2 == 0).Select(entry => entry.Reason));
    }

    [Fact]
    public async Task before_its_proposal_arrives_refuses_that_proposal()
    {
        var request = Some.Envelope(630_000);
        await stack.Client.CreateEnvelopeAsync(request);
        var late = Some.Proposal(request.EnvelopeId);
        await Withdraw(late);
        await stack.Publish(late);

        var refused = await stack.Heard.WaitFor<FundsRefused>(late.ProposalId);
        Assert.Equal(("WRONG_STATE", 0), (refused.Reason, refused.MissingCents));
    }

    [Fact]
    public async Task does_not_concern_a_proposal_made_after_it()
    {
        var request = Some.Envelope(630_000);
        await stack.Client.CreateEnvelopeAsync(request);
        var later = Some.Proposal(request.EnvelopeId, version: 9);
        await Withdraw(later);
        await stack.Publish(later);
        await stack.Heard.WaitFor<FundsReserved>(later.ProposalId);
    }

    [Fact]
    public async Task at_the_moment_of_its_proposal_never_leaves_money_held()
    {
        var request = Some.Envelope(210_000 * 40);
        var envelope = await stack.Client.CreateEnvelopeAsync(request);
        var proposals = Enumerable.Range(0, 40).Select(_ => Some.Proposal(request.EnvelopeId)).ToList();
        await Task.WhenAll(proposals.Select(proposal =>
            Task.WhenAll(stack.Publish(proposal), stack.Publish(Some.Withdrawal(proposal)))));

        foreach (var proposal in proposals)
        {
            if ((await stack.Heard.WaitFor(proposal.ProposalId, 1))[0] is FundsReserved reserved)
                await stack.Heard.WaitFor<FundsReleased>(reserved.GrantId);
        }
        var after = await stack.Client.GetEnvelopeAsync(new() { Name = envelope.Name });
        Assert.Equal((0, 210_000 * 40), (after.Reserved.Units, after.Available.Units));
        Assert.Equal(0, Chain.FirstBroken(await Ledgers.All(stack, envelope.Name)));
    }

    /// <summary>Withdraws, and waits until Funding remembers it.</summary>
    private async Task Withdraw(SelectionProposed proposal)
    {
        await stack.Publish(Some.Withdrawal(proposal));
        await using var database = await stack.OpenDatabase();
        await using var known = new NpgsqlCommand(
            "SELECT count(*) FROM applications WHERE id = $1 AND withdraw_version = 8", database)
        {
            Parameters = { new() { Value = proposal.ApplicationId } },
        };
        await Eventually.Get(() => known.ExecuteScalarAsync(), found => found is 1L, "the remembered withdrawal");
    }
}
