using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Lets the territory of a lapsed application sleep.</summary>
[InheritsEventQueue]
internal sealed class SleepAfterLapse(Inbox inbox) : IConsumer<ApplicationLapsed>
{
    public Task Consume(ConsumeContext<ApplicationLapsed> context) => inbox.Once(context, async transaction =>
    {
        var lapsed = context.Message;
        if (lapsed.TerritoryId is not { } territory)
            return;
        await CandidacyTable.Reach(
            transaction, territory, lapsed.ApplicationId, Stage.Dormant, lapsed.Version);
    });
}
