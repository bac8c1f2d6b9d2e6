
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Commitment> DeclineCommitment(
        V1.DeclineCommitmentRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var (territory, id) = violations.Take(() => CommitmentWire.ReadName(request.Name));
        violations.Require(request.Token.Length > 0, "token", "is required: the secret of the link.");
        violations.ThrowIfAny();

        return mutations.Run(request, context, async transaction =>
        {
            var commitment = await CommitmentTable.Lock(transaction, territory, id)
                ?? throw CommonErrors.NotFound(request.Name);
            var declined = commitment.Decline(request.Token, transaction.Now);
            CommitmentTable.Save(transaction, commitment, declined);
            return declined.ToProto();
        });
    }
}
