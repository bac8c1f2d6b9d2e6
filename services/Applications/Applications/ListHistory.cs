namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListHistoryResponse> ListHistory(
        V1.ListHistoryRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var page = Page.Of(request);
        // Whoever may not read the application may not read its history either.
        var application = await ApplicationTable.Get(
            database, id, context.GetCaller(), context.CancellationToken);
        var entries = await HistoryTable.List(
            database, ApplicationWire.Name(application.Id), page.After<long>(), page.Limit, context.CancellationToken);
        var token = page.Cut(entries, entry => entry.Sequence);
        return new() { Entries = { HistoryWire.ToProto(entries, context.GetCaller()) }, NextPageToken = token };
    }
}
