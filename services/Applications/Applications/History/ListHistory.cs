namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListHistoryResponse> ListHistory(
        V1.ListHistoryRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var page = Page.Of(request);
        var after = page.After<long>();
        // Whoever may not read the application may not read its history either.
        var application = await ApplicationTable.Get(
            database, id, context.GetCaller(), context.CancellationToken);
        // All of it, which is what some people did by hand: what a line may show depends on those before it.
        var entries = await HistoryTable.List(
            database, ApplicationWire.Name(application.Id), 0, int.MaxValue, context.CancellationToken);
        var lines = HistoryWire.ToProto(entries, context.GetCaller())
            .Where(line => line.Sequence > after).Take(page.Limit).ToList();
        var token = page.Cut(lines, line => line.Sequence);
        return new() { Entries = { lines }, NextPageToken = token };
    }
}
