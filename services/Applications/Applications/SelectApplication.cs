namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> SelectApplication(
        V1.SelectApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var reason = Reason(request.Reason);
        var publicReason = OptionalReason(request.PublicReason, "public_reason");
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            // The call first, so that two choices for its last place wait for each other.
            var call = await CallTable.Lock(transaction, seen.Call);
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var taken = await ApplicationTable.PlacesTaken(transaction, call.Id);
            var proposal = new Proposal(Guid.CreateVersion7(), reason, publicReason);
            var pending = application.Select(proposal, call, taken, transaction.Now);
            await RequireAvailable(transaction, application, call);
            ApplicationTable.Save(transaction, application, pending);
            transaction.Announce(pending.ToSelectionProposed());
            return pending.ToProto(transaction.Caller);
        });
    }

    /// <summary>Another call may have chosen one of the communes meanwhile.</summary>
    private static async Task RequireAvailable(Transaction transaction, Application application, Call call)
    {
        var communes = await CommuneTable.Find(transaction, application.Applicant.Communes, call.Vintage);
        var taken = await ParticipationTable.Taken(
            transaction, call.Id, application.Applicant.Communes, application.Id);
        Eligibility.Check(call, application.Applicant, communes, taken).RequireAvailable();
    }
}
