
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> WithdrawApplication(
        V1.WithdrawApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var reason = OptionalReason(request.Reason, "reason");
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            application.Applicant.RequireLead(transaction.Caller);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var withdrawn = application.Withdraw(reason, transaction.Now);
            ApplicationTable.Save(transaction, application, withdrawn);
            transaction.Announce(withdrawn.ToApplicationWithdrawn());
            return withdrawn.ToProto(transaction.Caller);
        });
    }
}
