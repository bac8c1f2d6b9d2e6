using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>Funding reserved the money: the application is selected, if it still waits for this proposal.</summary>
[InheritsEventQueue]
internal sealed class ConfirmSelection(Inbox inbox) : IConsumer<FundsReserved>
{
    public Task Consume(ConsumeContext<FundsReserved> context) => inbox.Once(context, async transaction =>
    {
        var application = await ApplicationTable.Lock(transaction, context.Message.ApplicationId);
        if (!application.WaitsFor(context.Message.ProposalId))
            return;
        ApplicationTable.Save(
            transaction, application, application.ConfirmSelection(context.Message.GrantId, transaction.Now));
    });
}
