using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Reserves the whole multi-year amount of a proposal, or refuses it; says so either way.</summary>
[InheritsEventQueue]
internal sealed partial class ReserveFunds(Inbox inbox, ILogger<ReserveFunds> log) : IConsumer<SelectionProposed>
{
    public Task Consume(ConsumeContext<SelectionProposed> context) => inbox.Once(context, async transaction =>
    {
        var proposal = context.Message;
        var withdrawal = await ApplicationTable.Lock(transaction, proposal.ApplicationId);
        var before = await ProposalTable.Find(transaction, proposal.ProposalId);
        var answer = before ?? await Decide(transaction, proposal, withdrawn: withdrawal > proposal.Version);
        if (before is null)
            ProposalTable.Insert(transaction, answer);
        answer.Announce(transaction);
        transaction.Record($"proposals/{proposal.ProposalId}", before?.Word, answer.Word);
    });

    private async Task<ProposalOutcome> Decide(Transaction transaction, SelectionProposed proposal, bool withdrawn)
    {
        if (withdrawn)
            return Refuse(transaction, proposal, ProposalOutcome.Withdrawn);
        if (await GrantTable.LockLive(transaction, proposal.ApplicationId) is { } live)
            return ProposalOutcome.Reserve(proposal, live);
        if (await EnvelopeTable.LockOfCall(transaction, proposal.Call) is not { } envelope)
            return Refuse(transaction, proposal, ProposalOutcome.EnvelopeMissing);

        var grant = Grant.Reserve(proposal, envelope, Guid.CreateVersion7(), transaction.Now);
        if (envelope.Missing(grant.Amounts.TotalCents) is > 0 and var missing)
            return Refuse(transaction, proposal, ProposalOutcome.EnvelopeExceeded, missing);
        GrantTable.Insert(transaction, grant, envelope.Ledger.Sequence + 1);
        EnvelopeTable.Save(transaction, envelope, envelope.Reserve(grant, Guid.CreateVersion7()));
        return ProposalOutcome.Reserve(proposal, grant);
    }

    private ProposalOutcome Refuse(
        Transaction transaction, SelectionProposed proposal, string reason, long missingCents = 0)
    {
        Refused(proposal.ProposalId, reason, missingCents);
        return ProposalOutcome.Refuse(proposal, reason, missingCents, transaction.Now);
    }

    [LoggerMessage(LogLevel.Information, "Refused proposal {Proposal}: {Reason}, {MissingCents} cents missing")]
    private partial void Refused(Guid proposal, string reason, long missingCents);
}
