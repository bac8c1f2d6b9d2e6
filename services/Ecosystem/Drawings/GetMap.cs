namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private const int MostSites = 199;

    public override async Task<V1.Map> GetMap(V1.GetMapRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Name);
        var territory = await TerritoryTable.Find(database, id, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        var ecosystem = await DrawingTable.Find(database, id, MostSites, context.CancellationToken);
        return MapWire.ToProto(territory, ecosystem.Sites);
    }
}
