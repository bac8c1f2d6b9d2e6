
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Commitment> DeclineCommitment(
        V1.DeclineCommitmentRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(Commitment.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var commitment = await CommitmentTable.LockWithActor(transaction, territory, id)
                ?? throw CommonErrors.NotFound(request.Name);
            var declined = commitment.Decline(request.Token, transaction.Now);
            CommitmentTable.Save(transaction, commitment, declined);
            return declined.ToProto();
        });
    }
}
