namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.Invitation> InvitePerson(V1.InvitePersonRequest request, ServerCallContext context)
    {
        var draft = InvitationWire.Read(request);
        draft.RequireFor(context.GetCaller());
        await communes.Require(request.Communes, "communes", context.CancellationToken);
        return await mutations.Run(request, context, async transaction =>
            (await invitations.Invite(transaction, draft)).ToProto(transaction.Now));
    }
}
