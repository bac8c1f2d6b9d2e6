using MassTransit;
using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Dates what is to be paid: the first year when the cooperation starts, the others on its
/// anniversaries.</summary>
internal sealed class StartPayments(Inbox inbox) : IConsumer<CooperationStarted>
{
    public Task Consume(ConsumeContext<CooperationStarted> context) => inbox.Once(context, async transaction =>
    {
        var started = context.Message;
        var grant = await GrantTable.Lock(transaction, started.GrantId)
            ?? throw new InvalidOperationException($"grants/{started.GrantId} does not exist.");
        // One that ended meanwhile pays nothing.
        if (grant.State == GrantState.Committed && grant.StartTime is null)
            GrantTable.Save(transaction, grant, grant.Start(started.StartTime, transaction.Now));
    });
}
