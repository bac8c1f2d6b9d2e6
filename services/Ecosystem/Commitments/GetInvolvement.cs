
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Involvement> GetInvolvement(
        V1.GetInvolvementRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Name);
        var involvement = await InvolvementTable.Find(database, id, context.CancellationToken);
        return involvement?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
