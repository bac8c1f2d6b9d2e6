using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Cancels what a cooperation that ended early will not be paid; an ordered payment goes its way.</summary>
internal sealed class EndPayments(Inbox inbox) : IConsumer<CooperationTerminated>
{
    public Task Consume(ConsumeContext<CooperationTerminated> context) => inbox.Once(context, async transaction =>
    {
        var ended = context.Message;
        var grant = await GrantTable.Lock(transaction, ended.GrantId)
            ?? throw new InvalidOperationException($"grants/{ended.GrantId} does not exist.");
        if (grant.TerminateTime is not null || grant.State is not (GrantState.Committed or GrantState.Completed))
            return;
        var envelope = await FundingService.LockEnvelope(transaction, grant);
        var terminated = grant.Terminate(ended.TerminateTime, transaction.Now);
        var after = envelope;
        foreach (var instalment in terminated.CancelledSince(grant))
            after = after.Cancel(grant, instalment, Guid.CreateVersion7(), transaction.Now);
        GrantTable.Save(transaction, grant, terminated);
        if (after.Version != envelope.Version)
            EnvelopeTable.Save(transaction, envelope, after);
    });
}
