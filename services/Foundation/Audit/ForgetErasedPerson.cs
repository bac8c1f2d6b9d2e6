using MassTransit;
using ProjetK.Events;

namespace ProjetK.Foundation;

/// <summary>Forgets, in every service, what leads from its history and its saved answers to a person who
/// was erased, and the mails that wait for them.</summary>
[InheritsEventQueue]
internal sealed class ForgetErasedPerson(Inbox inbox, ServiceName service) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, transaction =>
    {
        HistoryTable.Erase(transaction, $"people/{context.Message.PersonId}");
        MailTable.DeleteTo(transaction, context.Message.PersonId);
        // That somebody was erased, not who.
        transaction.Record($"services/{service.Value}", null, null, "people");
        return Task.CompletedTask;
    });
}
