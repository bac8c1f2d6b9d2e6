using ProjetK.Events;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.EraseActorResponse> EraseActor(V1.EraseActorRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Actor.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var actor = await ActorTable.LockTheirs(transaction, id, request.Token)
                ?? throw CommonErrors.NotFound(request.Name);
            letters.Forget(transaction, actor.Name);
            foreach (var commitment in await CommitmentTable.LockOf(transaction, [actor.Id]))
                CommitmentTable.Save(transaction, commitment, commitment.Forget(transaction.Now));
            foreach (var action in await ActionTable.LockOf(transaction, actor.Id))
                ActionTable.Save(transaction, action, action.Replace(actor.Id, null, transaction.Now));
            ActorLinkTable.Delete(transaction, actor.Id);
            var erased = actor.Erase(transaction.Now);
            ActorTable.Save(transaction, actor, erased);
            transaction.Announce(new ActorErased(actor.Id, transaction.Now, erased.Version));
            return new V1.EraseActorResponse();
        });
    }
}
