using MassTransit;
using ProjetK.Events;

namespace ProjetK.Applications;

/// <summary>A person was erased: what they handed in stays and counts, without a name; what they had not handed in is
/// void, so that somebody else can be asked.</summary>
internal sealed class ForgetReviewer(Inbox inbox) : IConsumer<PersonErased>
{
    public Task Consume(ConsumeContext<PersonErased> context) => inbox.Once(context, async transaction =>
    {
        foreach (var id in await ReviewTable.FindApplications(transaction, context.Message.PersonId))
        {
            var application = await ApplicationTable.Lock(transaction, id);
            foreach (var review in await ReviewTable.List(transaction, id))
                if (review.Reviewer == context.Message.PersonId)
                    ReviewTable.Save(transaction, application, review, review.Forget(transaction.Now));
        }
    });
}
