using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>The territory of an application that turned out not to be eligible becomes dormant, unless it follows
/// another.</summary>
internal sealed class SleepAfterIneligibility(Inbox inbox) : IConsumer<ApplicationIneligible>
{
    public Task Consume(ConsumeContext<ApplicationIneligible> context) => inbox.Once(context, async transaction =>
    {
        var ineligible = context.Message;
        if (ineligible.TerritoryId is not { } territory)
            return;
        await CandidacyTable.Reach(
            transaction, territory, ineligible.ApplicationId, Stage.Dormant, ineligible.Version);
    });
}
