using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>A person was erased: what they wrote about applications stays, written by nobody known.</summary>
internal sealed class ForgetWriter(Inbox inbox) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, transaction =>
    {
        ExchangeTable.Forget(transaction, context.Message.PersonId);
        return Task.CompletedTask;
    });
}
