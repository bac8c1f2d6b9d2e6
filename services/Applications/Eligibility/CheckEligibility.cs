namespace ProjetK.Applications;

internal sealed partial class CommuneService
{
    public override async Task<V1.CheckEligibilityResponse> CheckEligibility(
        V1.CheckEligibilityRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(ResourceName.TryParse("calls/{call}", request.Call, out var ids), "call",
            "must look like calls/{call}.");
        var applicant = Applicant.Read(request.Applicant, "applicant", violations);
        violations.ThrowIfAny();

        var call = await CallTable.Find(database, ids![0], context.CancellationToken);
        if (call is null || !call.IsVisibleTo(context.GetCaller()))
            throw CommonErrors.NotFound(request.Call);
        var communes = await CommuneTable.Find(database, applicant!.Communes, call.Vintage, context.CancellationToken);
        applicant.CheckAgainst(communes, call.Basis, "applicant");

        var taken = await ParticipationTable.Taken(database, call.Id, applicant.Communes, context.CancellationToken);
        var eligibility = Eligibility.Check(call, applicant, communes, taken);
        var response = eligibility.ToProto();
        var estimate = await grants.Find(call.Id, eligibility.Population.Value, context.CancellationToken);
        response.EstimatedGrant = estimate?.ToProto();
        return response;
    }
}
