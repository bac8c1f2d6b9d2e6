
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Territory> GetTerritory(V1.GetTerritoryRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Name);
        var territory = await TerritoryTable.Find(database, id, context.CancellationToken);
        return territory?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
