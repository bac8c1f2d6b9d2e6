namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListMilestonesResponse> ListMilestones(
        V1.ListMilestonesRequest request, ServerCallContext context)
    {
        var (page, now) = (Page.Of(request), database.Now);
        var territory = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        await RequireTerritory(
            territory, request.Parent, Ownership.OfReader(context.GetCaller()), context.CancellationToken);
        var milestones = await MilestoneTable.List(database, territory, page, context.CancellationToken);
        var next = page.Cut(milestones, milestone => (milestone.DueTime, milestone.Id));
        return new() { Milestones = { milestones.Select(one => one.ToProto(now)) }, NextPageToken = next };
    }
}
