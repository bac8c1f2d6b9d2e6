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
        var content = written.FromProto(violations);
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            // A call that is being closed lets its drafts lapse: none may be added unseen.
            var call = await CallTable.GetShared(transaction, ids![0]);
            if (call.Phase(transaction.Now) is CallPhase.Draft or CallPhase.Closed)
                throw Errors.CallNotOpen(call);
            var communes = await memory.Find(transaction, content.Applicant.Communes, call.Vintage);
            content.Applicant.CheckAgainst(communes, call.Basis, "application.applicant");
            communes.RequireCurrent("application.applicant");
            content.Applicant.RequireLead(transaction.Caller);
            var population = Eligibility.Check(call, content.Applicant, communes).Population;
            var draft = content.ToDraft(call, population, transaction.Now);
            ApplicationTable.Save(transaction, null, draft);
            return draft.ToProto(transaction.Caller, transaction.Now);
        });
    }
}
