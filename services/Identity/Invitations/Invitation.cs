
namespace ProjetK.Identity;

/// <summary>Where an invitation stands; that it expired is told by its time.</summary>
internal enum InvitationState { Unspecified, Pending, Accepted, Expired }

/// <summary>Somebody who was asked to open an account, by a link that works once.</summary>
internal sealed record Invitation(
    Guid Id, string Email, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<string> Communes,
    InvitationState State, byte[]? SecretHash, string Inviter, Guid? Person, DateTimeOffset ExpireTime,
    DateTimeOffset? AcceptTime, DateTimeOffset CreateTime, DateTimeOffset UpdateTime, long Version)
{
    public const string Pattern = "invitations/{invitation}";

    /// <summary>How long the link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public string Name => $"invitations/{Id}";

    public static Invitation Write(Guid id, Draft draft, string inviter, string secret, DateTimeOffset now) => new(
        id, draft.Email, draft.DisplayName, draft.Roles, draft.Communes, InvitationState.Pending,
        SecretLink.Hash(secret), inviter, null, now + Lifetime, null, now, now, 1);

    /// <summary>Another link in place of the one before.</summary>
    public Invitation Renew(Draft draft, string inviter, string secret, DateTimeOffset now) =>
        Write(Id, draft, inviter, secret, now) with { CreateTime = CreateTime, Version = Version + 1 };

    public Invitation Accept(Guid person, DateTimeOffset now) => this with
    {
        Email = "",
        DisplayName = "",
        State = InvitationState.Accepted,
        SecretHash = null,
        Person = person,
        AcceptTime = now,
        UpdateTime = now,
        Version = Version + 1,
    };

    public InvitationState StateAt(DateTimeOffset now) =>
        State == InvitationState.Pending && ExpireTime <= now ? InvitationState.Expired : State;

    /// <summary>True for somebody who may put an invitation of their own in this one's place.</summary>
    public bool MayBeRenewedBy(Caller caller, DateTimeOffset now) =>
        caller.Has(Role.Administrator) || Inviter == caller.Subject || StateAt(now) == InvitationState.Expired
        || caller.Has(Role.Manager) && !Roles.Contains(Role.Administrator);

    /// <summary>Whom to invite, and to what.</summary>
    internal sealed record Draft(
        string Email, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<string> Communes)
    {
        /// <summary>Refuses what this caller may not give: an administrator gives every role, a manager all but that
        /// one, an applicant only their own.</summary>
        public void RequireFor(Caller caller)
        {
            if (caller.Has(Role.Administrator))
                return;
            if (Roles.Contains(Role.Administrator))
                throw CommonErrors.PermissionDenied("Only an administrator makes somebody an administrator.");
            if (caller.Has(Role.Manager))
                return;
            if (Roles.Any(role => role != Role.Applicant) || !Communes.All(caller.Communes.Contains))
                throw CommonErrors.PermissionDenied(
                    "An applicant invites colleagues only: as applicants, for the applicant's own communes.");
        }
    }
}
