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
        var before = await CandidacyTable.Lock(transaction, territory);
        var after = before.End(ineligible.ApplicationId, ineligible.Version, transaction.Now);
        if (after == before)
            return;
        CandidacyTable.Save(transaction, before, after, ineligible.ApplicationId);
    });
}
