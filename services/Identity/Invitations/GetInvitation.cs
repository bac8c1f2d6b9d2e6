
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.Invitation> GetInvitation(
        V1.GetInvitationRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Invitation.Pattern, request.Name);
        var invitation = await InvitationTable.Find(
            database, id, InviterBound(context.GetCaller()), context.CancellationToken)
            ?? throw CommonErrors.NotFound(request.Name);
        return invitation.ToProto(database.Now);
    }

    /// <summary>Whose invitations this caller sees; null for all.</summary>
    private static string? InviterBound(Caller caller) =>
        caller.Has(Role.Administrator) || caller.Has(Role.Manager) ? null : caller.Subject;
}
