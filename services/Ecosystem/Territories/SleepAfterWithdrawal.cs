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
        var before = await CandidacyTable.Lock(transaction, territory);
        var after = before.End(withdrawn.ApplicationId, withdrawn.Version, transaction.Now);
        if (after == before)
            return;
        CandidacyTable.Save(transaction, before, after, withdrawn.ApplicationId);
    });
}
