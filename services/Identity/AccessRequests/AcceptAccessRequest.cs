
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.AcceptAccessRequestResponse> AcceptAccessRequest(
        V1.AcceptAccessRequestRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(AccessRequest.Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var asked = await AccessRequestTable.Lock(transaction, id) ?? throw CommonErrors.NotFound(request.Name);
            Etag.CheckIfGiven(request.Etag, asked.Version);
            var accepted = asked.Accept(transaction.Caller.Subject, transaction.Now);
            var invitation = await invitations.Invite(transaction, asked.ToInvitation());
            AccessRequestTable.SaveAnswer(transaction, accepted);
            return new V1.AcceptAccessRequestResponse
            {
                AccessRequest = accepted.ToProto(),
                Invitation = invitation.ToProto(transaction.Now),
            };
        });
    }
}
