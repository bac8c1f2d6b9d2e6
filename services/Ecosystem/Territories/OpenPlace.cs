using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>The place of the territory is open.</summary>
internal sealed class OpenPlace(Inbox inbox) : IConsumer<PlaceOpened>
{
    public Task Consume(ConsumeContext<PlaceOpened> context) => inbox.Once(context, async transaction =>
    {
        var message = context.Message;
        await CandidacyTable.Reach(transaction, message.TerritoryId, message.ApplicationId, Stage.Open, message.Version);
    });
}
