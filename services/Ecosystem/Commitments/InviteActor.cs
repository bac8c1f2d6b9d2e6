
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.InviteActorResponse> InviteActor(V1.InviteActorRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var territory = violations.Guid(Territory.Pattern, request.Parent, "parent");
        var actor = violations.Guid(Actor.Pattern, request.Actor, "actor");
        var brings = violations.Brings(request.Brings, "brings");
        violations.ThrowIfAny();
        var statement = request.Statement.Trim();

        return mutations.Run(request, context, async transaction =>
        {
            var invitee = await ActorTable.LockShared(transaction, actor);
            var found = await CommitmentTable.LockForInvitation(transaction, territory, invitee?.Id ?? actor)
                ?? throw CommonErrors.NotFound(request.Parent);
            if (invitee is null || !found.ActorExists)
                throw CommonErrors.NotFound(request.Actor);
            Territory.RequireAwake(territory, found.Stage);

            var (now, secret, live) = (transaction.Now, SecretLink.NewSecret(), found.Live?.At(transaction.Now));
            if (live is { State: CommitmentState.Expired })
                CommitmentTable.Save(transaction, found.Live, live);
            var asked = live is { State: CommitmentState.Expired } ? null : live;
            var invited = asked?.Renew(brings, statement, secret, now)
                ?? Commitment.Invite(Guid.CreateVersion7(), territory, invitee.Id, brings, statement, secret, now);
            CommitmentTable.Save(transaction, asked, invited);
            // Who asks does not learn the secret of who is asked, unless it has to be handed over.
            if (invitee.Contact is not { Email.Length: > 0 } contact)
                return new V1.InviteActorResponse { Commitment = invited.ToProto(), Token = secret };
            var inviting = await TerritoryTable.Find(transaction, territory);
            letters.Write(transaction, contact.Named(invitee.DisplayName), invited, inviting!, secret);
            return new V1.InviteActorResponse { Commitment = invited.ToProto() };
        });
    }
}
