using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Lets the territory of a cooperation that ended early sleep.</summary>
internal sealed class SleepAfterTermination(Inbox inbox) : IConsumer<CooperationTerminated>
{
    public Task Consume(ConsumeContext<CooperationTerminated> context) => inbox.Once(context, async transaction =>
    {
        var message = context.Message;
        await CandidacyTable.Reach(transaction, message.TerritoryId, message.ApplicationId, Stage.Dormant, message.Version);
    });
}
