using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>The territory works with the syndicate from now on.</summary>
internal sealed class StartToCooperate(Inbox inbox) : IConsumer<CooperationStarted>
{
    public Task Consume(ConsumeContext<CooperationStarted> context) => inbox.Once(context, async transaction =>
    {
        var message = context.Message;
        await CandidacyTable.Reach(transaction, message.TerritoryId, message.ApplicationId, Stage.Cooperating, message.Version);
    });
}
