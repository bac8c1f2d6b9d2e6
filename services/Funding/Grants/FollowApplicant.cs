using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Remembers who takes part in an application and leads it; whom the money is paid to finance
/// decides.</summary>
internal sealed class FollowApplicant(Inbox inbox) : IConsumer<ApplicantChanged>
{
    public Task Consume(ConsumeContext<ApplicantChanged> context) => inbox.Once(context, async transaction =>
    {
        var changed = context.Message;
        if (changed.Communes.Count == 0)
            return;
        ApplicationTable.Follow(transaction, changed.ApplicationId, changed.Communes, changed.Version);
        if (await GrantTable.LockLive(transaction, changed.ApplicationId) is { } grant)
            GrantTable.Save(
                transaction, grant, grant.ChangeApplicant(changed.Communes, changed.Version, transaction.Now));
    });
}
