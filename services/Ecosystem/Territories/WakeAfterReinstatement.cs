using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Makes the territory of an application that goes on a candidate again.</summary>
internal sealed class WakeAfterReinstatement(Inbox inbox) : IConsumer<ApplicationReinstated>
{
    public Task Consume(ConsumeContext<ApplicationReinstated> context) => inbox.Once(context, async transaction =>
    {
        var message = context.Message;
        if (message.TerritoryId is not { } territory)
            return;
        await CandidacyTable.Reach(transaction, territory, message.ApplicationId, Stage.Candidate, message.Version);
    });
}
