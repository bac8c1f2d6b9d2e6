
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Actor> CreateActor(V1.CreateActorRequest request, ServerCallContext context)
    {
        var draft = ActorWire.Read(request.Actor, Guid.CreateVersion7(), database.Now);
        await communes.Require(request.Actor.Commune, "actor.commune", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            var actor = ActorWire.Read(request.Actor, draft.Id, transaction.Now) with
            {
                RecordedFor = await ActorTable.CommunesOf(transaction),
            };
            if (await ActorTable.FindTwin(transaction, actor) is var (twin, isVisible))
                throw Errors.ActorDuplicate(isVisible ? Actor.NameOf(twin) : null);
            ActorTable.Save(transaction, null, actor);
            return actor.ToProto();
        });
    }
}
