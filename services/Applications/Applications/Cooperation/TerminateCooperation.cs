using GrantState = ProjetK.Funding.V1.Grant.Types.State;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> TerminateCooperation(
        V1.TerminateCooperationRequest request, ServerCallContext context)
    {
        var reason = Reason(request.Reason);
        var id = ApplicationWire.ParseName(request.Name);
        // Funding is asked before the transaction: no lock is held while it answers.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        if (seen.Refusal(Transition.TerminateCooperation, database.Now) is null)
            await RequireCommittedGrant(seen, context);
        return await Change(request, request.Name, request.Etag, context, (application, transaction) =>
        {
            if (application.Version != seen.Version)
                throw CommonErrors.EtagMismatch();
            return Task.FromResult(application.Ask(
                Pending(Transition.TerminateCooperation, reason, "", null, transaction), transaction.Now));
        });
    }

    /// <summary>Refuses while the agreement of what is selected is not signed; asks nobody where it must be.</summary>
    private async Task RequireCommittedGrant(Application application, ServerCallContext context)
    {
        if (application is not { State: ApplicationState.Selected, Decision.GrantId: { } id })
            return;
        var name = $"grants/{id}";
        var grant = await funding.GetGrantAsync(new() { Name = name }, cancellationToken: context.CancellationToken);
        if (grant.State is not (GrantState.Committed or GrantState.Completed))
            throw Errors.GrantNotCommitted(name);
    }
}
