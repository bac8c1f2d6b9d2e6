using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Identity;

/// <summary>Puts invitations on the wire, and reads from it whom to invite.</summary>
internal static class InvitationWire
{
    public static V1.Invitation ToProto(this Invitation invitation, DateTimeOffset now) => new()
    {
        Name = invitation.Name,
        Email = invitation.Email,
        DisplayName = invitation.DisplayName,
        Roles = { invitation.Roles },
        Communes = { invitation.Communes.Select(commune => $"communes/{commune}") },
        State = (V1.Invitation.Types.State)invitation.StateAt(now),
        Inviter = invitation.Inviter,
        Person = invitation.Person is { } person ? Person.NameOf(person) : "",
        ExpireTime = invitation.ExpireTime.ToTimestamp(),
        AcceptTime = invitation.AcceptTime?.ToTimestamp(),
        CreateTime = invitation.CreateTime.ToTimestamp(),
        UpdateTime = invitation.UpdateTime.ToTimestamp(),
        Etag = Etag.From(invitation.Version),
    };

    public static Invitation.Draft Read(V1.InvitePersonRequest request)
    {
        var violations = new Violations();
        var communes = violations.Communes(request.Communes, "communes");
        var roles = violations.Roles(request.Roles, "roles", communes.Length, "communes");
        violations.ThrowIfAny();
        return new(request.Email.Trim(), request.DisplayName.Trim(), roles, communes);
    }
}
