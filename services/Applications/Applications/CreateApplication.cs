
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> CreateApplication(
        V1.CreateApplicationRequest request, ServerCallContext context)
    {
        var written = request.Application ?? new();
        var violations = new Violations();
        violations.Require(ResourceName.TryParse(ApplicationWire.CallPattern, written.Call, out var ids),
            "application.call", $"must look like {ApplicationWire.CallPattern}.");
        var content = ContentWire.Read(written, violations);
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var call = await GetCall(transaction, ids![0]);
            if (call.Phase(transaction.Now) is CallPhase.Draft or CallPhase.Closed)
                throw Errors.CallNotOpen(call);
            var communes = await CommuneTable.Find(transaction, content.Applicant.Communes, call.Vintage);
            content.Applicant.CheckAgainst(communes, call.Basis, "application.applicant");
            communes.RequireCurrent("application.applicant");
            content.Applicant.RequireLead(transaction.Caller);
            var application = new Application
            {
                Id = Guid.CreateVersion7(),
                Call = call.Id,
                Applicant = content.Applicant,
                Population = Eligibility.Check(call, content.Applicant, communes).Population,
                Contacts = content.Contacts,
                Project = content.Project,
                Intent = content.Intent,
                Engagement = content.Engagement,
                CreateTime = transaction.Now,
                UpdateTime = transaction.Now,
            };
            ApplicationTable.Insert(transaction, application);
            return application.ToProto(transaction.Caller);
        });
    }
}
