namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Milestone> ReachMilestone(V1.ReachMilestoneRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(Milestone.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, territory);
            var milestone = await MilestoneTable.Lock(transaction, territory, id)
                ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, milestone.Version);
            var reached = milestone.Reach(
                request.ReachTime?.ToDateTimeOffset() ?? transaction.Now, transaction.Now);
            MilestoneTable.Save(transaction, milestone, reached);
            return reached.ToProto(transaction.Now);
        });
    }
}
