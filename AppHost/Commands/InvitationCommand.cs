using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Commands;

/// <summary>Lets an operator let somebody in who then lets in everybody else.</summary>
internal static class InvitationCommand
{
    private const string Email = "email", Name = "name";

    public static Service WithInvitationCommand(this Service identity, Operations operations) => identity.WithCommand(
        operations, "invite-administrator", "Invite an administrator", Invite, new()
        {
            Description = "Sends somebody a link by which they open an account as administrator.",
            IconName = "PersonAdd",
            Arguments =
            [
                Inputs.Text(Email, "Mail address", "Where the link goes."),
                Inputs.Text(Name, "Name", "First and last name."),
            ],
        });

    private static async Task<ExecuteCommandResult> Invite(Asking identity)
    {
        var invitation = await identity.Post("people:invite", new
        {
            email = identity.Input(Email),
            displayName = identity.Input(Name),
            roles = new[] { "ADMINISTRATOR" },
            requestId = Guid.NewGuid(),
        });
        return CommandResults.Success($"A mail with a link is on its way to {identity.Input(Email)}; "
            + $"the link works once, until {invitation.GetProperty("expireTime")}.");
    }
}
