
namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Commitment> GetCommitment(V1.GetCommitmentRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(Commitment.Pattern, request.Name);
        var commitment = await CommitmentTable.Find(
            database, territory, id, Ownership.Of(context.GetCaller()), context.CancellationToken);
        return commitment?.At(database.Now).ToProto() ?? throw CommonErrors.NotFound(request.Name);
    }
}
