using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>A person was erased: what they read, how they wanted to be told and what mails told them is
/// forgotten.</summary>
internal sealed class ForgetNotified(Inbox inbox) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, transaction =>
    {
        NotificationTable.Forget(transaction, context.Message.PersonId);
        return Task.CompletedTask;
    });
}
