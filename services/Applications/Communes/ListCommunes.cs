
namespace ProjetK.Applications;

internal sealed partial class CommuneService
{
    public override async Task<V1.ListCommunesResponse> ListCommunes(
        V1.ListCommunesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var filter = new CommuneFilter(
            request.Query, request.Epci, request.Department, request.MinPopulation, request.MaxPopulation,
            request.PerimeterStatus.FromProto());
        var found = await CommuneTable.List(database, filter, page, context.CancellationToken);
        var next = page.Cut(found, one => (one.Rank, one.SortName, one.Commune.Code));
        return new() { Communes = { found.Select(one => one.Commune.ToProto()) }, NextPageToken = next };
    }
}
