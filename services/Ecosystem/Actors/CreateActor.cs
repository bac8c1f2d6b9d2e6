
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Actor> CreateActor(V1.CreateActorRequest request, ServerCallContext context) =>
        mutations.Run(request, context, transaction =>
        {
            var actor = ActorWire.Read(request.Actor, Guid.CreateVersion7(), transaction.Now) with
            {
                RecordedFor = [.. transaction.Caller.Communes.Order()],
            };
            ActorTable.Save(transaction, null, actor);
            return Task.FromResult(actor.ToProto());
        });
}
