namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> RenewApplication(
        V1.RenewApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var callId = ResourceName.ParseOne(ApplicationWire.CallPattern, request.Call, "call");
        return mutations.Run(request, context, async transaction =>
        {
            // A call that is being closed lets its drafts lapse: none may be added unseen.
            var call = await CallTable.GetShared(transaction, callId);
            var ended = await ApplicationTable.Lock(transaction, id);
            ended.RequireTheirs(context, transaction.Caller);
            if (await ApplicationTable.FindRenewal(transaction, id, callId) is { } renewal)
                throw Errors.AlreadyRenewed(renewal);
            var communes = await CommuneTable.Find(transaction, ended.Applicant.Communes, call.Vintage);
            var population = Eligibility.Check(call, ended.Applicant, communes).Population;
            var draft = ended.Renew(call, population, transaction.Now);
            ApplicationTable.Save(transaction, null, draft);
            return draft.ToProto(transaction.Caller, transaction.Now);
        });
    }
}
