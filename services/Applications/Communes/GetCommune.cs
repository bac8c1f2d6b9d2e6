
namespace ProjetK.Applications;

internal sealed partial class CommuneService
{
    public override async Task<V1.Commune> GetCommune(V1.GetCommuneRequest request, ServerCallContext context)
    {
        var code = ResourceName.ParseOne("communes/{commune}", request.Name);
        var commune = await memory.Find(code, context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return commune.ToProto();
    }
}
