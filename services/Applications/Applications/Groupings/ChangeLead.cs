namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> ChangeLead(V1.ChangeLeadRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var commune = violations.Commune(request.LeadCommune, "lead_commune");
        violations.ThrowIfAny();
        return Change(request, request.Name, request.Etag, context, (application, now) =>
            application.ChangeLead(commune, request.Reason.Trim(), now));
    }
}
