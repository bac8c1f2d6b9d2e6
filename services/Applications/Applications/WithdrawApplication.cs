using Grpc.Core;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> WithdrawApplication(
        V1.WithdrawApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        if (request.Reason.Length > 2_000)
            throw CommonErrors.InvalidField("reason", "must have at most 2000 characters.");
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var withdrawn = application.Withdraw(request.Reason.Trim(), transaction.Now);
            ApplicationTable.Save(transaction, withdrawn);
            transaction.Announce(withdrawn.ToApplicationWithdrawn());
            return withdrawn.ToProto(transaction.Caller);
        });
    }
}
