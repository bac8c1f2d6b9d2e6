namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> AcceptInvitation(V1.AcceptInvitationRequest request, ServerCallContext context)
    {
        var name = request.DisplayName.Trim();
        return mutations.Run(request, context, async transaction =>
        {
            // The link first: judging and hashing a password takes time, which not everybody may cost.
            var invitation = await Invitations.Lock(transaction, request.Token);
            if (await passwords.Judge(request.Password, invitation.Email, invitation.DisplayName, name) is { } problem)
                throw CommonErrors.InvalidField("password", problem.Describe());
            var person = await Invitations.Accept(transaction, invitation, name, passwords.Hash(request.Password));
            return person.ToProto();
        });
    }
}
