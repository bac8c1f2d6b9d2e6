namespace ProjetK.Applications;

internal sealed partial class CommuneService
{
    public override async Task<V1.ListCommunesResponse> ListCommunes(
        V1.ListCommunesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var query = new CommuneQuery(request.Query);
        var filter = new CommuneFilter(
            request.Epci, request.Department, request.MinPopulation, request.MaxPopulation,
            request.PerimeterStatus.FromProto(), request.ShowMerged);
        var (found, next) = await Find(query, filter, page, context.CancellationToken);
        return new() { Communes = { found.Select(one => one.ToProto()) }, NextPageToken = next };
    }

    private async Task<(List<FoundCommune> Communes, string Next)> Find(
        CommuneQuery query, CommuneFilter filter, Page page, CancellationToken cancellation)
    {
        if (query.IsEmpty)
        {
            var all = await CommuneTable.List(database, filter, page, cancellation);
            return (all, page.Cut(all, one => (one.SortName, one.Commune.Code)));
        }
        var found = await CommuneTable.Search(database, query, filter, page, cancellation);
        return (found, page.Cut(found, one => (one.Rank, one.SortName, one.Commune.Code)));
    }
}
