
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.AccessRequest> DeclineAccessRequest(
        V1.DeclineAccessRequestRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(AccessRequest.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var asked = await AccessRequestTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, asked.Version);
            var declined = asked.Decline(request.Reason.Trim(), transaction.Caller.Subject, transaction.Now);
            AccessRequestTable.SaveAnswer(transaction, declined);
            mails.Decline(transaction, declined);
            return declined.ToProto();
        });
    }
}
