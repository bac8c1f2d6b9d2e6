namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Grant> ChangeBeneficiary(
        V1.ChangeBeneficiaryRequest request, ServerCallContext context)
    {
        var (id, change) = ReadChange(request);
        await communes.Require(request.Commune, "commune", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            var grant = await GrantTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, grant.Version);
            var changed = grant.ChangeBeneficiary(change, transaction.Now);
            GrantTable.Save(transaction, grant, changed);
            return changed.ToProto(transaction.Now);
        }, keep: true);
    }

    private (Guid Id, BeneficiaryChange Change) ReadChange(V1.ChangeBeneficiaryRequest request)
    {
        var violations = new Violations();
        var id = violations.Guid("grants/{grant}", request.Name);
        var commune = violations.Commune(request.Commune, "commune");
        var siret = violations.Siret(request.Siret, "siret");
        violations.ThrowIfAny();
        return (id, new(request.EffectiveTime?.ToDateTimeOffset() ?? database.Now, commune, siret, request.Reason.Trim()));
    }
}
