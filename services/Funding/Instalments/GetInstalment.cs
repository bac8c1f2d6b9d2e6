namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Instalment> GetInstalment(
        V1.GetInstalmentRequest request, ServerCallContext context)
    {
        var (grantId, number) = ReadInstalmentName(request.Name);
        var grant = await FindGrant(grantId, context) ?? throw CommonErrors.NotFound(request.Name);
        var instalment = await InstalmentTable.Find(database, grantId, number, context.CancellationToken);
        return instalment?.ToProto(grant, database.Now) ?? throw CommonErrors.NotFound(request.Name);
    }
}
