namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Progress> GetProgress(V1.GetProgressRequest request, ServerCallContext context)
    {
        var (reach, now, cancellation) = (Ownership.OfReader(context.GetCaller()), database.Now, context.CancellationToken);
        if (Names.ReadParent(request.Name, "name") is not { } territory)
            return await ProgressOfWave(request.Call, reach, now, cancellation);
        await RequireTerritory(territory, request.Name, reach, cancellation);
        var cooperation = await CooperationTable.Find(database, territory, cancellation);
        var terms = cooperation is null ? null : await calls.Find(cooperation.Call, cancellation);
        var milestones = await MilestoneTable.Of(database, [territory], cancellation);
        return new Progress(territory, cooperation, terms, milestones).ToProto(now);
    }

    private async Task<V1.Progress> ProgressOfWave(
        string name, Reach reach, DateTimeOffset now, CancellationToken cancellation)
    {
        var call = ResourceName.ParseOne("calls/{call}", name, "call");
        var terms = await calls.Find(call, cancellation) ?? throw CommonErrors.NotFound(name);
        var cooperations = await CooperationTable.OfCall(database, call, reach, cancellation);
        var milestones = (await MilestoneTable.Of(
            database, [.. cooperations.Select(cooperation => cooperation.Territory)], cancellation))
            .ToLookup(milestone => milestone.Territory);
        var territories = cooperations.Select(cooperation => new Progress(
            cooperation.Territory, cooperation, terms, [.. milestones[cooperation.Territory]]).ToProto(now)).ToList();
        return new()
        {
            Territory = "territories/-",
            Call = name,
            Late = territories.Any(territory => territory.Late),
            Milestones = territories.Sum(territory => territory.Milestones),
            ReachedMilestones = territories.Sum(territory => territory.ReachedMilestones),
            LateMilestones = territories.Sum(territory => territory.LateMilestones),
            Territories = { territories },
        };
    }
}
