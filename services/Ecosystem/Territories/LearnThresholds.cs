using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Learns how many confirmed actors a published call asks for.</summary>
[InheritsEventQueue]
internal sealed class LearnThresholds(Inbox inbox) : IConsumer<CallPublished>
{
    public Task Consume(ConsumeContext<CallPublished> context) => inbox.Once(context, transaction =>
    {
        var published = context.Message;
        var thresholds = new Thresholds(published.PublicActors, published.PrivateActors, published.CivilActors);
        return CallTable.Save(transaction, published.Call, thresholds, published.Version);
    });
}
