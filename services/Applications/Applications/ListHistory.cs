using System.Globalization;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListHistoryResponse> ListHistory(
        V1.ListHistoryRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent");
        var page = Page.Of(request);
        var after = ReadSequence(page);
        // Whoever may not read the application may not read its history either.
        var application = await ApplicationTable.Get(
            database, id, context.GetCaller(), context.CancellationToken);
        var entries = await HistoryTable.List(
            database, ApplicationWire.Name(application.Id), after, page.Limit, context.CancellationToken);
        var token = page.Cut(entries, entry => [entry.Sequence.ToString(CultureInfo.InvariantCulture)]);
        return new() { Entries = { HistoryWire.ToProto(entries, context.GetCaller()) }, NextPageToken = token };
    }

    private static long ReadSequence(Page page) => page.After switch
    {
        null => 0,
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last) => last,
        _ => throw CommonErrors.InvalidField(
            "page_token", "must be the next_page_token of a list with the same arguments."),
    };
}
