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
        var announceTime = await CallTable.LockAnnouncement(transaction, withdrawn.Call);
        ApplicationTable.Withdraw(transaction, withdrawn.ApplicationId, withdrawn.Version);
        // A grant that answers a later proposal belongs to an application that came back since.
        // Of one whose instalments were all cancelled nothing is held.
        if (await GrantTable.LockLive(transaction, withdrawn.ApplicationId) is
            { State: GrantState.Reserved or GrantState.Committed } grant
            && grant.ApplicationVersion <= withdrawn.Version)
        {
            // Had the withdrawal been heard of in its order, the announcement would have told of the grant.
            var told = grant.AnnounceTime is null && withdrawn.WithdrawTime <= announceTime
                ? grant.Announce(
                    announceTime.Value, await EnvelopeTable.FindAgreementMonths(transaction, grant.Envelope), transaction.Now)
                : grant;
            await GrantRelease.Write(transaction, grant, told, Texts.ReleaseWithdrawn);
        }
    });
}
