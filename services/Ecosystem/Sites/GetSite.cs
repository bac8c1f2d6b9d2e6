namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Site> GetSite(V1.GetSiteRequest request, ServerCallContext context)
    {
        var (territory, id) = SiteWire.ReadName(request.Name);
        return await SiteTable.Find(database, territory, id, context.CancellationToken) is var (site, communes)
            ? site.ToProto(communes)
            : throw CommonErrors.NotFound(request.Name);
    }
}
