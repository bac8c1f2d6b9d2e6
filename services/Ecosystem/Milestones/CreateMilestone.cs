namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Milestone> CreateMilestone(V1.CreateMilestoneRequest request, ServerCallContext context)
    {
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var milestone = new Milestone(
                Guid.CreateVersion7(), territory, request.Milestone.DisplayName.Trim(),
                request.Milestone.Description.Trim(), request.Milestone.DueTime.ToDateTimeOffset(), null,
                transaction.Now, 1);
            MilestoneTable.Save(transaction, null, milestone);
            return milestone.ToProto(transaction.Now);
        });
    }
}
