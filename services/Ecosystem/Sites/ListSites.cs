namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListSitesResponse> ListSites(V1.ListSitesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        var sites = await SiteTable.List(
            database, territory, EnumText.OrNull(request.Land), request.Central, page, context.CancellationToken);
        if (sites.Count == 0)
            await RequireTerritory(territory, request.Parent, Reach.Everything, context.CancellationToken);
        var next = page.Cut(sites, row => (row.Site.CreateTime, row.Site.Id));
        return new() { Sites = { sites.Select(row => row.Site.ToProto(row.Communes)) }, NextPageToken = next };
    }
}
