namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private static readonly string[] UpdatableOfActions =
    [
        "display_name", "idea", "site", "lead_actor", "partners", "state", "description", "start_date", "end_date",
        "land_override_reason",
    ];

    public override Task<V1.Action> UpdateAction(V1.UpdateActionRequest request, ServerCallContext context)
    {
        var changes = request.Action;
        var (territory, id) = ResourceName.ParseGuids(TerritoryAction.Pattern, changes.Name, "action.name");
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var action = await ActionTable.Lock(transaction, territory, id)
                ?? throw CommonErrors.NotFound(changes.Name);
            Etag.Check(changes.Etag, action.Version, "action.etag");
            var merged = FieldMasks.Merge(request.UpdateMask, changes, action.ToProto(), UpdatableOfActions);
            var updated = action.Become(merged.Read(id, territory, transaction.Now), transaction.Now);
            // Once it is there, what it refers to need not be the caller's: others may have written it.
            if (updated.Idea != action.Idea || updated.Site != action.Site
                || updated.LandOverrideReason != action.LandOverrideReason || updated.Actors.Except(action.Actors).Any())
                updated = await Check(transaction, updated, action.Actors);
            ActionTable.Save(transaction, action, updated);
            return updated.ToProto();
        });
    }
}
