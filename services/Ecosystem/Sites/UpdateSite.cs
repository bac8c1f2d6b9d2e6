namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private static readonly string[] UpdatableOfSites =
    [
        "display_name", "land", "address", "location", "area_square_meters", "owner", "condition", "services",
        "central",
    ];

    public override Task<V1.Site> UpdateSite(V1.UpdateSiteRequest request, ServerCallContext context)
    {
        var changes = request.Site;
        var (territoryId, id) = SiteWire.ReadName(changes.Name, "site.name");
        return mutations.Run(request, context, async transaction =>
        {
            var territory = await TerritoryTable.LockTheirs(transaction, territoryId);
            var site = await SiteTable.Lock(transaction, territoryId, id) ?? throw CommonErrors.NotFound(changes.Name);
            Etag.Check(changes.Etag, site.Version, "site.etag");
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, site.ToProto(territory.Communes), UpdatableOfSites);
            var updated = site.Become(merged.Read(id, territoryId, transaction.Now), transaction.Now);
            SiteTable.Save(transaction, site, updated);
            return updated.ToProto(territory.Communes);
        });
    }
}
