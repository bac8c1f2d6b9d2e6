namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Commitment> EndCommitment(V1.EndCommitmentRequest request, ServerCallContext context)
    {
        var (territory, id) = ResourceName.ParseGuids(Commitment.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            if (request.Token.Length == 0)
            {
                await TerritoryTable.LockTheirs(transaction, territory);
                Ownership.RequireWriter(transaction.Caller);
            }
            var commitment = await CommitmentTable.LockWithActor(transaction, territory, id)
                ?? throw CommonErrors.NotFound(request.Name);
            if (request.Token.Length > 0 && !await ActorLinkTable.Opens(transaction, commitment.Actor, request.Token))
                throw Errors.LinkExpired();
            Etag.CheckIfGiven(request.Etag, commitment.Version);
            var ended = commitment.At(transaction.Now).End(transaction.Now);
            CommitmentTable.Save(transaction, commitment, ended);
            return ended.ToProto();
        });
    }
}
