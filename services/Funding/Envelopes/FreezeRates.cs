using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Freezes the rates of the envelope on which a published call draws, or will draw.</summary>
[InheritsEventQueue]
internal sealed class FreezeRates(Inbox inbox) : IConsumer<CallPublished>
{
    public Task Consume(ConsumeContext<CallPublished> context) => inbox.Once(context, async transaction =>
    {
        var published = context.Message;
        if (await CallTable.Publish(transaction, published.Call, published.PublishTime) is { } id
            && await EnvelopeTable.Lock(transaction, id) is { FreezeTime: null } envelope)
            EnvelopeTable.Save(transaction, envelope, envelope.Freeze(transaction.Now));
    });
}
