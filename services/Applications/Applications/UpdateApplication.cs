namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> UpdateApplication(
        V1.UpdateApplicationRequest request, ServerCallContext context)
    {
        var changes = request.Application ?? new();
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, changes.Name, "application.name");
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            application.Applicant.RequireLead(transaction.Caller);
            Etag.Check(changes.Etag, application.Version, "application.etag");
            var content = ReadChanges(request, application.ToProto(transaction.Caller));
            var call = await GetCall(transaction, application.Call);
            var communes = await CommuneTable.Find(transaction, content.Applicant.Communes, call.Vintage);
            content.Applicant.CheckAgainst(communes, call.Basis, "application.applicant");
            communes.ExceptBy(application.Applicant.Communes, commune => commune.Code)
                .RequireCurrent("application.applicant");
            content.Applicant.RequireLead(transaction.Caller);
            var taken = await ParticipationTable.Taken(transaction, call.Id, content.Applicant.Communes, id);
            var eligibility = Eligibility.Check(call, content.Applicant, communes, taken);
            var edited = application.Edit(content, eligibility.Population, call, transaction.Now);
            // An application keeps working when the communes or the perimeter change under it.
            if (StateMachine.IsLive(edited.State) && !content.HasSameApplicant(Content.Of(application)))
                eligibility.RequireMet();
            ApplicationTable.Save(transaction, application, edited);
            return edited.ToProto(transaction.Caller);
        });
    }

    private static Content ReadChanges(V1.UpdateApplicationRequest request, V1.Application current)
    {
        var merged = FieldMasks.Merge(request.UpdateMask, request.Application, current, ContentWire.Updatable);
        var violations = new Violations();
        var content = ContentWire.Read(merged, violations);
        violations.ThrowIfAny();
        return content;
    }
}
