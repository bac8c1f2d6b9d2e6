using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>Funding gave a grant back before anything was paid: what was selected for it lapses.</summary>
internal sealed class LapseWithoutGrant(Inbox inbox) : IConsumer<FundsReleased>
{
    public Task Consume(ConsumeContext<FundsReleased> context) => inbox.Once(context, async transaction =>
    {
        var application = await ApplicationTable.Lock(transaction, context.Message.ApplicationId);
        if (application.LoseGrant(context.Message.GrantId, transaction.Now) is { } without)
            ApplicationTable.Save(transaction, application, without);
    });
}
