namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Territory> UpdateTerritory(
        V1.UpdateTerritoryRequest request, ServerCallContext context)
    {
        var changes = request.Territory;
        var id = ResourceName.ParseGuid(Territory.Pattern, changes.Name, "territory.name");
        if (changes.Profile is { } profile)
            await terms.Require(profile.Read(), "territory.profile", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            var territory = await TerritoryTable.LockTheirs(transaction, id);
            Etag.Check(changes.Etag, territory.Version, "territory.etag");
            var merged = FieldMasks.Merge(request.UpdateMask, changes, territory.ToProto(), "profile");
            var updated = territory.Describe((merged.Profile ?? new()).Read(), transaction.Now);
            TerritoryTable.Save(transaction, territory, updated);
            return updated.ToProto();
        });
    }
}
