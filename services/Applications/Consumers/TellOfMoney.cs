using MassTransit;
using ProjetK.Events;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Tells those whom it concerns how the money of a selected application goes: its communes what they get, once they
/// know that they are selected, and the syndicate what is to be done.</summary>
internal sealed class TellOfMoney(Inbox inbox)
    : IConsumer<GrantCommitted>, IConsumer<GrantCompleted>, IConsumer<InstalmentDue>, IConsumer<InstalmentPaid>,
        IConsumer<InstalmentReturned>
{
    public Task Consume(ConsumeContext<GrantCommitted> context) => Tell(
        context, context.Message.ApplicationId, NotificationKind.GrantCommitted, Role.Applicant, Role.Manager);

    public Task Consume(ConsumeContext<GrantCompleted> context) => Tell(
        context, context.Message.ApplicationId, NotificationKind.GrantCompleted, Role.Applicant, Role.Manager);

    public Task Consume(ConsumeContext<InstalmentDue> context) => Tell(
        context, context.Message.ApplicationId, NotificationKind.InstalmentDue, Role.Finance, Role.Manager);

    public Task Consume(ConsumeContext<InstalmentPaid> context) => Tell(
        context, context.Message.ApplicationId, NotificationKind.InstalmentPaid, Role.Applicant);

    public Task Consume(ConsumeContext<InstalmentReturned> context) => Tell(
        context, context.Message.ApplicationId, NotificationKind.InstalmentReturned, Role.Applicant, Role.Finance);

    private Task Tell<TEvent>(
        ConsumeContext<TEvent> context, Guid id, NotificationKind kind, params Role[] roles) where TEvent : class =>
        inbox.Once(context, async transaction =>
        {
            // Of an application that is not here there is nobody to tell.
            if (await ApplicationTable.TryLock(transaction, id) is not { } application)
                return;
            foreach (var role in roles.Where(role => role != Role.Applicant || !application.IsVeiled))
                NotificationTable.Insert(transaction, new(
                    Guid.CreateVersion7(), kind, role,
                    role == Role.Applicant ? application.Applicant.Communes : [], application.Id, transaction.Now));
            // Not in the history of the application, which applicants read before the announcement, too.
            transaction.Record("services/applications", null, null, "notifications");
        });
}
