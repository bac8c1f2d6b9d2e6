
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Actor> GetActor(V1.GetActorRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Actor.Pattern, request.Name);
        var actor = await ActorTable.Find(database, id, Ownership.Of(context.GetCaller()), context.CancellationToken);
        return actor?.ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
