namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    private static readonly string[] UpdatableOfActors = ["display_name", "kind", "commune", "contact", "consent"];

    public override async Task<V1.Actor> UpdateActor(V1.UpdateActorRequest request, ServerCallContext context)
    {
        var changes = request.Actor;
        var id = ResourceName.ParseGuid(Actor.Pattern, changes.Name, "actor.name");
        if (changes.Commune.Length > 0)
            await communes.Require(changes.Commune, "actor.commune", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            var actor = await ActorTable.LockTheirs(transaction, id, request.Token)
                ?? throw CommonErrors.NotFound(changes.Name);
            Etag.Check(changes.Etag, actor.Version, "actor.etag");
            var merged = FieldMasks.Merge(request.UpdateMask, changes, actor.ToProto(), UpdatableOfActors);
            // Who takes back the consent need not take away the contact, too.
            if (merged.Consent is not { Contact: true } && changes.Contact is null)
                merged.Contact = null;
            var updated = actor.Become(ActorWire.Read(merged, id, transaction.Now), transaction.Now);
            if (await ActorTable.FindTwin(transaction, updated) is var (twin, isVisible) && twin != actor.Id)
                throw Errors.ActorDuplicate(isVisible ? Actor.NameOf(twin) : null);
            if (actor.Contact is { } before && before.Email != updated.Contact?.Email)
                letters.Forget(transaction, actor.Name);
            ActorTable.Save(transaction, actor, updated);
            return updated.ToProto();
        });
    }
}
