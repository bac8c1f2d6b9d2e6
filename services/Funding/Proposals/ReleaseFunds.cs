using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Gives back what is held for a withdrawn application; remembers it for a proposal under way.</summary>
[InheritsEventQueue]
internal sealed class ReleaseFunds(Inbox inbox) : IConsumer<ApplicationWithdrawn>
{
    public Task Consume(ConsumeContext<ApplicationWithdrawn> context) => inbox.Once(context, async transaction =>
    {
        var withdrawn = context.Message;
        ApplicationTable.Withdraw(transaction, withdrawn.ApplicationId, withdrawn.Version);
        // A grant that answers a later proposal belongs to an application that came back since.
        if (await GrantTable.LockLive(transaction, withdrawn.ApplicationId) is not { } grant
            || grant.ApplicationVersion > withdrawn.Version)
            return;

        var envelope = await EnvelopeTable.Lock(transaction, grant.Envelope)
            ?? throw new InvalidOperationException($"grants/{grant.Id} draws on an envelope that does not exist.");
        var released = grant.Release(transaction.Now);
        GrantTable.Save(transaction, grant, released);
        EnvelopeTable.Save(transaction, envelope, envelope.TakeBack(grant, Guid.CreateVersion7(), transaction.Now));
        transaction.Announce(new FundsReleased(
            released.Id, released.Application, released.Envelope, released.Amounts.TotalCents, released.UpdateTime,
            released.Version));
    });
}
