
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> AcceptInvitation(V1.AcceptInvitationRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            var violations = new Violations();
            violations.Require(await passwords.IsStrong(request.Password), "password", Passwords.Rule);
            violations.ThrowIfAny();
            var person = await invitations.Accept(
                transaction, request.Token, passwords.Hash(request.Password), request.DisplayName.Trim());
            return person.ToProto();
        });
}
