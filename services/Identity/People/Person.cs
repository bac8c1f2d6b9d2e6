namespace ProjetK.Identity;

/// <summary>Where an account stands.</summary>
internal enum PersonState { Unspecified, Active, Revoked, Erased }

/// <summary>Somebody with an account: who they are, what they may do, and how the account opens and ends.</summary>
internal sealed record Person(
    Guid Id, string Email, string DisplayName, IReadOnlyList<Role> Roles, IReadOnlyList<string> Communes,
    PersonState State, DateTimeOffset? SignInTime, DateTimeOffset CreateTime, DateTimeOffset UpdateTime,
    DateTimeOffset? RevokeTime, DateTimeOffset? EraseTime, long Version)
{
    public const string Pattern = "people/{person}";

    public string Name => NameOf(Id);

    /// <summary>True for somebody by whom people and roles can be managed.</summary>
    public bool IsAdministrator => State == PersonState.Active && Roles.Contains(Role.Administrator);

    public static string NameOf(Guid id) => $"people/{id}";

    /// <summary>The account of a caller; null for a service or for nobody known.</summary>
    public static Guid? IdOf(Caller caller) =>
        ResourceName.TryParse(Pattern, caller.Subject, out var ids) && Guid.TryParse(ids[0], out var id) ? id : null;

    /// <summary>The account of somebody who accepts an invitation.</summary>
    public static Person Open(Guid id, Invitation invitation, string displayName, DateTimeOffset now) => new(
        id, invitation.Email, displayName, invitation.Roles, invitation.Communes, PersonState.Active, null, now, now,
        null, null, 1);

    /// <summary>The same for somebody whose account was closed.</summary>
    public Person Reopen(Invitation invitation, string displayName, DateTimeOffset now)
    {
        Require(PersonState.Revoked);
        return this with
        {
            Email = invitation.Email,
            DisplayName = displayName,
            Roles = invitation.Roles,
            Communes = invitation.Communes,
            State = PersonState.Active,
            RevokeTime = null,
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    public Person Edit(
        string displayName, IReadOnlyList<Role> roles, IReadOnlyList<string> communes, DateTimeOffset now)
    {
        Require(PersonState.Active);
        return this with
        {
            DisplayName = displayName,
            Roles = roles,
            Communes = communes,
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    public Person Revoke(DateTimeOffset now)
    {
        Require(PersonState.Active);
        return this with { State = PersonState.Revoked, RevokeTime = now, UpdateTime = now, Version = Version + 1 };
    }

    /// <summary>What is left when a person is forgotten: that there was one, and since when there is not.</summary>
    public Person Erase(DateTimeOffset now)
    {
        Require(PersonState.Active, PersonState.Revoked);
        return this with
        {
            Email = "",
            DisplayName = "",
            Roles = [],
            Communes = [],
            State = PersonState.Erased,
            SignInTime = null,
            EraseTime = now,
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    private void Require(params PersonState[] allowed)
    {
        if (!allowed.Contains(State))
            throw Errors.WrongState(Name, State, [.. allowed.Cast<Enum>()]);
    }
}
