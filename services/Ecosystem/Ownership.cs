using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Ecosystem;

/// <summary>Whose territories and actors are whose: applicants and facilitators keep to those of their
/// communes.</summary>
internal static class Ownership
{
    /// <summary>The communes to whose territories a caller keeps; null for those who see all.</summary>
    public static string[]? BoundTo(Caller caller) => caller.BoundTo(Role.Manager, Role.Service);
}
