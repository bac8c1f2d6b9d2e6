namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> AcceptLead(V1.AcceptLeadRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, (application, transaction) =>
        {
            if (application.LeadProposal is { } proposal)
                Ownership.RequireCommune(transaction.Caller, proposal.Commune);
            return Task.FromResult(application.AcceptLead(transaction.Now));
        });
}
