using Grpc.Core;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> SelectApplication(
        V1.SelectApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        var reason = Reason(request.Reason);
        if (request.PublicReason.Length > 2_000)
            throw CommonErrors.InvalidField("public_reason", "must have at most 2000 characters.");
        var seen = await ApplicationTable.Get(database, id, context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
        {
            // The call first, so that two choices for its last place wait for each other.
            var call = await CallTable.Lock(transaction, seen.Call);
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var taken = await ApplicationTable.PlacesTaken(transaction, call.Id);
            var proposal = new Proposal(Guid.CreateVersion7(), reason, request.PublicReason.Trim());
            var pending = application.Select(proposal, call, taken, transaction.Now);
            ApplicationTable.Save(transaction, pending);
            transaction.Announce(pending.ToSelectionProposed());
            return pending.ToProto(transaction.Caller);
        });
    }
}
