using ProjetK.Events;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Commitment> ConfirmCommitment(
        V1.ConfirmCommitmentRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (territory, id) = violations.Take(() => CommitmentWire.ReadName(request.Name));
        violations.Require(request.Token.Length > 0, "token", "is required: the secret of the link.");
        var brings = violations.Brings(request.Brings, "brings");
        var statement = violations.Text(request.Statement, "statement", CommitmentWire.LongestStatement, lines: true);
        var values = violations.Values(request.Values, "values");
        violations.ThrowIfAny();

        return mutations.Run(request, context, async transaction =>
        {
            var commitment = await CommitmentTable.Lock(transaction, territory, id)
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
