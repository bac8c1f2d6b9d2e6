using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Opens the territory of an accepted letter of intent, or makes a dormant one a candidate again.</summary>
[InheritsEventQueue]
internal sealed class OpenTerritory(Inbox inbox) : IConsumer<IntentAccepted>
{
    public Task Consume(ConsumeContext<IntentAccepted> context) => inbox.Once(context, async transaction =>
    {
        var accepted = context.Message;
        var before = await CandidacyTable.Lock(transaction, accepted.TerritoryId);
        var intent = await ApplicantTable.Update(transaction, ToIntent(accepted), accepted.Version);
        var after = before.Accept(intent, accepted.AcceptTime, accepted.Version, transaction.Now);
        if (after == before)
            return;
        CandidacyTable.Save(transaction, before, after, accepted.ApplicationId);
        if (after.Territory is { } territory && territory != before.Territory)
            transaction.Announce(new TerritoryOpened(
                territory.Id, accepted.ApplicationId, territory.UpdateTime, territory.Version));
    });

    private static AcceptedIntent ToIntent(IntentAccepted accepted) => new(
        accepted.ApplicationId, accepted.Call, accepted.DisplayName, accepted.Communes, accepted.Population,
        accepted.Values);
}
