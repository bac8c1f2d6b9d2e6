using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> UpdateApplication(
        V1.UpdateApplicationRequest request, ServerCallContext context)
    {
        var changes = request.Application ?? new();
        var id = ResourceName.ParseGuid(ApplicationWire.Pattern, changes.Name, "application.name");
        if (!context.GetCaller().Has(Role.Applicant))
            return ReplaceContacts(request, changes, id, context);
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

    /// <summary>What a manager may change, in any state: whom to reach.</summary>
    private Task<V1.Application> ReplaceContacts(
        V1.UpdateApplicationRequest request, V1.Application changes, Guid id, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.Check(changes.Etag, application.Version, "application.etag");
            application = ApplicationTable.SaveLapse(transaction, application);
            var merged = FieldMasks.Merge(
                request.UpdateMask, changes, application.ToProto(transaction.Caller, transaction.Now), "contacts");
            var violations = new Violations();
            var contacts = merged.Contacts.FromProto(violations);
            violations.ThrowIfAny();
            var replaced = application.Replace(contacts, transaction.Now);
            ApplicationTable.Save(transaction, application, replaced, HistoryWire.ByStaff);
            return replaced.ToProto(transaction.Caller, transaction.Now);
        });

    private static Content ReadChanges(V1.UpdateApplicationRequest request, V1.Application current)
    {
        var merged = FieldMasks.Merge(request.UpdateMask, request.Application, current, ContentWire.Updatable);
        var violations = new Violations();
        var content = merged.FromProto(violations);
        violations.ThrowIfAny();
        return content;
    }
}
