namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private const int MostSites = 199;

    public override async Task<V1.Map> GetMap(V1.GetMapRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Name);
        var (territory, sites) = await DrawingTable.FindSites(database, id, MostSites, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return MapWire.ToProto(territory, sites);
    }
}
