using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Message> PostMessage(V1.PostMessageRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            var author = await AuthorOf(application, transaction);
            var message = new Message(
                Guid.CreateVersion7(), id, VisibilityOf(request.Message, author), request.Message.Text.Trim(), author,
                transaction.Now);
            ExchangeTable.Insert(transaction, application, message);
            if (message.Visibility == MessageVisibility.Everyone)
                Tell(transaction, NotificationKind.MessagePosted, application, author);
            return message.ToProto(author.IsStaff);
        });
    }

    /// <summary>As what the caller writes about an application that is locked.</summary>
    private static Task<Author> AuthorOf(Application application, Transaction transaction) => AuthorOf(
        application, transaction.Caller, person => SupportTable.Accompanies(transaction, application.TerritoryId, person));

    /// <summary>As what the caller reads and writes about the application; a facilitator accompanies its
    /// territory.</summary>
    private static async Task<Author> AuthorOf(
        Application application, Caller caller, Func<Guid?, Task<bool>> accompanies)
    {
        var person = Sight.PersonOf(caller);
        if (caller.Has(Role.Manager))
            return new(person, Role.Manager);
        if (caller.Has(Role.Facilitator) && await accompanies(person))
            return new(person, Role.Facilitator);
        return application.IsOf(caller)
            ? new(person, Role.Applicant)
            : throw CommonErrors.NotFound(ApplicationWire.Name(application.Id));
    }

    private static MessageVisibility VisibilityOf(V1.Message message, Author author) => message.Visibility switch
    {
        V1.Message.Types.Visibility.Everyone => MessageVisibility.Everyone,
        V1.Message.Types.Visibility.Staff => author.IsStaff
            ? MessageVisibility.Staff
            : throw CommonErrors.PermissionDenied("Applicants write to EVERYONE."),
        _ => author.IsStaff
            ? throw CommonErrors.InvalidField("message.visibility", "is required: EVERYONE or STAFF.")
            : MessageVisibility.Everyone,
    };

    /// <summary>Tells the communes what the staff wrote, and the managers what others wrote.</summary>
    private static void Tell(Transaction transaction, NotificationKind kind, Application application, Author author)
    {
        if (author.IsStaff)
            NotificationTable.Insert(transaction, new(
                Guid.CreateVersion7(), kind, Role.Applicant, [.. application.Applicant.Communes], application.Id,
                transaction.Now));
        if (author.Role != Role.Manager)
            NotificationTable.Insert(
                transaction, new(Guid.CreateVersion7(), kind, Role.Manager, [], application.Id, transaction.Now));
    }
}
