using MassTransit;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Lets the territory of a withdrawn application sleep.</summary>
[InheritsEventQueue]
internal sealed class SleepAfterWithdrawal(Inbox inbox) : IConsumer<ApplicationWithdrawn>
{
    public Task Consume(ConsumeContext<ApplicationWithdrawn> context) => inbox.Once(context, async transaction =>
    {
        var withdrawn = context.Message;
        if (withdrawn.TerritoryId is not { } territory)
            return;
        await CandidacyTable.Reach(
            transaction, territory, withdrawn.ApplicationId, Stage.Dormant, withdrawn.Version);
    });
}
