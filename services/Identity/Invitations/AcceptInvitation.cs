
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override Task<V1.Person> AcceptInvitation(V1.AcceptInvitationRequest request, ServerCallContext context) =>
        mutations.Run(request, context, async transaction =>
        {
            var violations = new Violations();
            violations.Require(request.Token.Length > 0, "token", "is required.");
            violations.Require(await passwords.IsStrong(request.Password), "password", Passwords.Rule);
            var name = violations.Text(request.DisplayName, "display_name", Fields.LongestName, required: false);
            violations.ThrowIfAny();
            var person = await invitations.Accept(transaction, request.Token, passwords.Hash(request.Password), name);
            return person.ToProto();
        });
}
