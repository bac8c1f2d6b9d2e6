namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private static readonly string[] UpdatableOfMilestones = ["display_name", "due_time", "description"];

    public override Task<V1.Milestone> UpdateMilestone(V1.UpdateMilestoneRequest request, ServerCallContext context)
    {
        var changes = request.Milestone;
        var (territory, id) = ResourceName.ParseGuids(Milestone.Pattern, changes.Name, "milestone.name");
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var milestone = await MilestoneTable.Lock(transaction, territory, id)
                ?? throw CommonErrors.NotFound(changes.Name);
            Etag.Check(changes.Etag, milestone.Version, "milestone.etag");
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, milestone.ToProto(transaction.Now), UpdatableOfMilestones);
            var changed = milestone.Change(
                merged.DisplayName.Trim(), merged.Description.Trim(), merged.DueTime.ToDateTimeOffset());
            MilestoneTable.Save(transaction, milestone, changed);
            return changed.ToProto(transaction.Now);
        });
    }
}
