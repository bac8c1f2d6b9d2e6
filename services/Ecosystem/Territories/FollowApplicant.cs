using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Lets a territory be that of who applies now: its communes, whose people it belongs to, and its
/// inhabitants.</summary>
internal sealed class FollowApplicant(Inbox inbox) : IConsumer<ApplicantChanged>
{
    public Task Consume(ConsumeContext<ApplicantChanged> context) => inbox.Once(context, async transaction =>
    {
        var changed = context.Message;
        var heard = await CandidacyTable.Lock(transaction, changed.TerritoryId);
        if (!await ApplicantTable.Save(
            transaction, changed.ApplicationId, changed.Communes, changed.Population, changed.Version))
            return;
        if (heard.Territory is { } territory && territory.Application == changed.ApplicationId)
            TerritoryTable.Save(
                transaction, territory, territory.Follow(changed.Communes, changed.Population, transaction.Now));
        else
            transaction.Record(Territory.NameOf(changed.TerritoryId), null, null, "applicant");
    });
}
