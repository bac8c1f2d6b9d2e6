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
        // Of one whose instalments were all cancelled nothing is held.
        if (await GrantTable.LockLive(transaction, withdrawn.ApplicationId) is
            { State: GrantState.Reserved or GrantState.Committed } grant
            && grant.ApplicationVersion <= withdrawn.Version)
            await GrantRelease.Write(transaction, grant, Texts.ReleaseWithdrawn);
    });
}
