namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.ListExchangesResponse> ListExchanges(
        V1.ListExchangesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request).AtMost(MostExchanges);
        var (application, isStaff) = await Reader(
            ResourceName.ParseGuid(ApplicationWire.Pattern, request.Parent, "parent"), context);
        var exchanges = await ExchangeTable.ListExchanges(database, application, page, context.CancellationToken);
        var next = page.Cut(exchanges, one => (one.CreateTime, one.Id));
        return new() { Exchanges = { exchanges.Select(one => one.ToProto(isStaff)) }, NextPageToken = next };
    }
}
