namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> UpdateApplication(
        V1.UpdateApplicationRequest request, ServerCallContext context)
    {
        var changes = request.Application ?? new();
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, changes.Name, "application.name");
        return Change(request, ApplicationWire.Name(id), "", context, async (application, transaction) =>
        {
            Etag.Check(changes.Etag, application.SeenBy(transaction.Caller).Version, "application.etag");
            var content = ReadChanges(request, application.ToProto(transaction.Caller, transaction.Now));
            var (call, applicant) = (application.Call, content.Applicant);
            var communes = await CommuneTable.Find(transaction, applicant.Communes, call.Vintage);
            applicant.CheckAgainst(communes, call.Basis, "application.applicant");
            communes.ExceptBy(application.Applicant.Communes, commune => commune.Code)
                .RequireCurrent("application.applicant");
            applicant.RequireLead(transaction.Caller);
            var taken = await ParticipationTable.Taken(transaction, call.Id, applicant.Communes, id);
            var eligibility = Eligibility.Check(call, applicant, communes, taken);
            var edited = application.Edit(content, eligibility.Population, transaction.Now);
            // An application keeps working when the communes or the perimeter change under it.
            if (edited.State.IsLive() && !content.HasSameApplicant(Content.Of(application)))
                eligibility.RequireMet();
            return edited;
        });
    }

    private static Content ReadChanges(V1.UpdateApplicationRequest request, V1.Application current)
    {
        var merged = FieldMasks.Merge(request.UpdateMask, request.Application, current, ContentWire.Updatable);
        var violations = new Violations();
        var content = merged.FromProto(violations);
        violations.ThrowIfAny();
        return content;
    }
}
