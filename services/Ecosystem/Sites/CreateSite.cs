namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Site> CreateSite(V1.CreateSiteRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            var territory = await TerritoryTable.LockTheirs(transaction, id);
            var site = request.Site.Read(Guid.CreateVersion7(), id, transaction.Now);
            SiteTable.Save(transaction, null, site);
            return site.ToProto(territory.Communes);
        });
    }
}
