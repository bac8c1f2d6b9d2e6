
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
            var found = await CommitmentTable.LockForInvitation(transaction, territory, actor)
                ?? throw CommonErrors.NotFound(request.Parent);
            if (!found.ActorExists)
                throw CommonErrors.NotFound(request.Actor);
            Territory.RequireAwake(territory, found.Stage);

            var (now, secret, live) = (transaction.Now, SecretLink.NewSecret(), found.Live?.At(transaction.Now));
            if (live is { State: CommitmentState.Expired })
                CommitmentTable.Save(transaction, found.Live, live);
            var asked = live is { State: CommitmentState.Expired } ? null : live;
            var invited = asked?.Renew(brings, statement, secret, now)
                ?? Commitment.Invite(Guid.CreateVersion7(), territory, actor, brings, statement, secret, now);
            CommitmentTable.Save(transaction, asked, invited);
            return new V1.InviteActorResponse { Commitment = invited.ToProto(), Token = secret };
        });
    }
}
