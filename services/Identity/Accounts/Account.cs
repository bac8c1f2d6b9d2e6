using Microsoft.AspNetCore.Identity;

namespace ProjetK.Identity;

/// <summary>What signing in needs to know of a person: the same row as <see cref="Person"/>, seen by ASP.NET Core
/// Identity. The name by which one signs in is the mail address.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";
    public string[] Roles { get; set; } = [];
    public string[] Communes { get; set; } = [];
    public string State { get; set; } = "ACTIVE";
    public DateTimeOffset? LockedUntil { get; set; }
    public DateTimeOffset CreateTime { get; set; }
    public DateTimeOffset UpdateTime { get; set; }

    /// <summary>The address is the name, so there is no other.</summary>
    public override string? Email
    {
        get => UserName;
        set => UserName = value;
    }

    /// <summary>The address by which an account is found.</summary>
    public override string? NormalizedEmail
    {
        get => NormalizedUserName;
        set => NormalizedUserName = value;
    }

    /// <summary>Who this is in tokens and for other services.</summary>
    public string Subject => $"people/{Id}";

    public bool IsActive => State == "ACTIVE";
}
