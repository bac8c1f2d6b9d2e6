namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Action> GetAction(V1.GetActionRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(TerritoryAction.Pattern, request.Name);
        var action = await ActionTable.Find(database, territory, id, context.CancellationToken);
        return action?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
