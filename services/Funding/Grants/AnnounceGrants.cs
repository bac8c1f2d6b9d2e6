using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>From now on everybody sees what was reserved for winners, and the time for their agreements runs. What was
/// reserved in the call and given back since is seen, too.</summary>
internal sealed class AnnounceGrants(Inbox inbox) : IConsumer<DecisionsAnnounced>
{
    public Task Consume(ConsumeContext<DecisionsAnnounced> context) => inbox.Once(context, async transaction =>
    {
        var announced = context.Message;
        CallTable.Announce(transaction, announced.Call, announced.AnnounceTime);
        foreach (var id in await GrantTable.FindUnannounced(
            transaction, announced.Call, announced.Applications, announced.AnnounceTime))
        {
            if (await GrantTable.Lock(transaction, id) is not { AnnounceTime: null } grant)
                continue;
            var months = await EnvelopeTable.FindAgreementMonths(transaction, grant.Envelope);
            GrantTable.Save(transaction, grant, grant.Announce(announced.AnnounceTime, months, transaction.Now));
        }
    });
}
