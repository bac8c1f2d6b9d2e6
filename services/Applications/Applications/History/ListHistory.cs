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
        // One line more at either end: what a line may show depends on the one before it.
        var entries = await HistoryTable.List(
            database, ApplicationWire.Name(application.Id), Math.Max(0, after - 1), page.Limit + 1,
            context.CancellationToken);
        var lead = entries is [var first, ..] && first.Sequence == after ? 1 : 0;
        var shown = entries.Skip(lead).Take(page.Limit).ToList();
        var token = page.Cut(shown, entry => entry.Sequence);
        var lines = HistoryWire.ToProto(entries.Take(lead).Concat(shown), context.GetCaller());
        return new() { Entries = { lines.Where(line => line.Sequence > after) }, NextPageToken = token };
    }
}
