namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    // As many of the longest as fit into an answer.
    private const int MostMessages = 150, MostExchanges = 30;

    public override async Task<V1.ListMessagesResponse> ListMessages(
        V1.ListMessagesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request).AtMost(MostMessages);
        var (application, isStaff) = await Reader(
            ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent"), context);
        var messages = await ExchangeTable.ListMessages(
            database, application, isStaff, page, context.CancellationToken);
        var next = page.Cut(messages, one => (one.CreateTime, one.Id));
        return new() { Messages = { messages.Select(one => one.ToProto(isStaff)) }, NextPageToken = next };
    }

    /// <summary>An application that the caller may read, and whether as staff.</summary>
    private async Task<(Guid Application, bool IsStaff)> Reader(Guid id, ServerCallContext context)
    {
        var (caller, cancellation) = (context.GetCaller(), context.CancellationToken);
        var application = await ApplicationTable.Get(database, id, caller, cancellation);
        var author = await AuthorOf(application, caller, person =>
            SupportTable.Accompanies(database, application.TerritoryId, person, cancellation));
        return (id, author.IsStaff);
    }
}
