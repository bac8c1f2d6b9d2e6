using ProjetK.Events;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Actor> MergeActors(V1.MergeActorsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var from = violations.Guid(Actor.Pattern, request.From, "from");
        var into = violations.Guid(Actor.Pattern, request.Into, "into");
        violations.Require(from != into, "into", "must be another actor than from.");
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var (one, other) = await ActorTable.LockBoth(transaction, from, into);
            if (one is null || other is null)
                throw CommonErrors.NotFound(one is null ? request.From : request.Into);
            var now = transaction.Now;
            var commitments = await CommitmentTable.LockOf(transaction, [other.Id, one.Id]);
            // What gives way goes first: in a territory an actor has one that is open or confirmed.
            foreach (var (before, after) in Commitment.Merge(commitments, other.Id, now).OrderBy(pair => pair.After.IsLive))
                CommitmentTable.Save(transaction, before, after);
            foreach (var action in await ActionTable.LockOf(transaction, one.Id))
                ActionTable.Save(transaction, action, action.Replace(one.Id, other.Id, now));
            ActorLinkTable.Move(transaction, one.Id, other.Id);
            ActorTable.MoveMerged(transaction, one.Id, other.Id);
            var merged = other.TakeIn(one, now);
            // Nothing is on its way any more to an address that is kept no longer.
            foreach (var gone in new[] { one, other })
                if (gone.Contact?.Email != merged.Contact?.Email)
                    letters.Forget(transaction, gone.Name);
            letters.Move(transaction, one, other);
            ActorTable.Save(transaction, one, one.Yield(other.Id, now));
            ActorTable.Save(transaction, other, merged);
            transaction.Announce(new ActorsMerged(one.Id, other.Id, now, merged.Version));
            return merged.ToProto();
        });
    }
}
