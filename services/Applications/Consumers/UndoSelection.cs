using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>Funding could not reserve the money: the application goes back to where it was chosen from.</summary>
[InheritsEventQueue]
internal sealed class UndoSelection(Inbox inbox) : IConsumer<FundsRefused>
{
    public Task Consume(ConsumeContext<FundsRefused> context) => inbox.Once(context, async transaction =>
    {
        var refused = context.Message;
        var application = await ApplicationTable.Lock(transaction, refused.ApplicationId);
        if (!application.WaitsFor(refused.ProposalId))
            return;
        var reason = refused.MissingCents > 0
            ? string.Create(French, $"{refused.Reason} : il manque {refused.MissingCents / 100m:N2} €.")
            : refused.Reason;
        ApplicationTable.Save(transaction, application, application.RefuseFunds(reason, transaction.Now));
    });

    private static readonly System.Globalization.CultureInfo French = new("fr-FR");
}
