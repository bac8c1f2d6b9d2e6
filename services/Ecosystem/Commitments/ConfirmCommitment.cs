using ProjetK.Events;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Commitment> ConfirmCommitment(
        V1.ConfirmCommitmentRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(Commitment.Pattern, request.Name);
        var violations = new Violations();
        var brings = violations.Brings(request.Brings, "brings");
        violations.ThrowIfAny();
        var (statement, values) = (request.Statement.Trim(), request.Values.Distinct().ToArray());

        return mutations.Run(request, context, async transaction =>
        {
            var commitment = await CommitmentTable.LockWithActor(transaction, territory, id)
                ?? throw CommonErrors.NotFound(request.Name);
            var confirmed = commitment.Confirm(request.Token, brings, statement, values, transaction.Now);
            CommitmentTable.Save(transaction, commitment, confirmed);
            if (request.HasPublicName)
                await ShowName(transaction, confirmed.Actor, request.PublicName);
            transaction.Announce(new CommitmentConfirmed(
                confirmed.Id, territory, confirmed.Actor, transaction.Now, confirmed.Version));
            return confirmed.ToProto();
        });
    }

    private static async Task ShowName(Transaction transaction, Guid id, bool publicly)
    {
        if (await ActorTable.Lock(transaction, id) is { } actor)
            ActorTable.Save(transaction, actor, actor.ShowName(publicly, transaction.Now));
    }
}
