using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>A person was erased: the decisions that they asked for stay, asked for by nobody known.</summary>
internal sealed class ForgetAuthor(Inbox inbox) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, async transaction =>
    {
        var author = $"people/{context.Message.PersonId}";
        foreach (var id in await ApplicationTable.FindByAuthor(transaction, author))
        {
            var application = await ApplicationTable.Lock(transaction, id);
            ApplicationTable.Save(transaction, application, application.Forget(author, transaction.Now));
        }
    });
}
