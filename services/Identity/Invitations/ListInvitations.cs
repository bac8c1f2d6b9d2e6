
namespace ProjetK.Identity;

internal sealed partial class IdentityService
{
    public override async Task<V1.ListInvitationsResponse> ListInvitations(
        V1.ListInvitationsRequest request, ServerCallContext context)
    {
        var (page, now) = (Page.Of(request), database.Now);
        var listed = await InvitationTable.List(
            database, page, InviterBound(context.GetCaller()), EnumText.OrNull(request.State), now,
            context.CancellationToken);
        var next = page.Cut(listed, last => (last.CreateTime, last.Id));
        return new()
        {
            Invitations = { listed.Select(invitation => invitation.ToProto(now)) },
            NextPageToken = next,
        };
    }
}
