namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> ApproveDecision(
        V1.ApproveDecisionRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // Funding is asked before the transaction: no lock is held while it answers.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        if (seen.PendingDecision is { Step: Transition.TerminateCooperation } asked
            && asked.Author != context.GetCaller().Subject)
            await RequireCommittedGrant(seen, context);
        return await Change(request, request.Name, request.Etag, context, (application, transaction) =>
        {
            if (application.PendingDecision?.Step != seen.PendingDecision?.Step)
                throw CommonErrors.EtagMismatch();
            var (decision, approved) = application.Approve(transaction.Caller.Subject, transaction.Now);
            return Decide(decision, approved, transaction);
        }, lockCall: true);
    }

    private static async Task<Application> Decide(
        PendingDecision decision, Application application, Transaction transaction)
    {
        var (reason, publicReason, now) = (decision.Reason, decision.PublicReason, transaction.Now);
        return decision.Step switch
        {
            Transition.SelectApplication => await Choose(application, reason, publicReason, transaction),
            Transition.WaitlistApplication => application.Waitlist(reason, publicReason, now),
            Transition.RejectApplication => application.Reject(reason, publicReason, now),
            Transition.TerminateCooperation => application.Terminate(reason, now),
            Transition.ReinstateApplication => await Revive(
                application, transaction, () => application.Reinstate(reason, decision.UntilTime, now)),
            var other => throw new InvalidOperationException($"{other} needs no second person."),
        };
    }
}
