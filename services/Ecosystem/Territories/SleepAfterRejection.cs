using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Lets the territory of an application that is not selected sleep, once that is announced.</summary>
internal sealed class SleepAfterRejection(Inbox inbox) : IConsumer<ApplicationRejected>
{
    public Task Consume(ConsumeContext<ApplicationRejected> context) => inbox.Once(context, async transaction =>
    {
        var message = context.Message;
        if (message.TerritoryId is not { } territory)
            return;
        await CandidacyTable.Reach(transaction, territory, message.ApplicationId, Stage.Dormant, message.Version);
    });
}
