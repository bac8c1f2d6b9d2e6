namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Graph> GetGraph(V1.GetGraphRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Name);
        // One more than is drawn of each: to know whether something is left out.
        var ecosystem = await DrawingTable.Find(database, id, Drawing.Most + 1, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return Drawing.Of(ecosystem).ToProto();
    }
}
