using ProjetK.ServiceDefaults;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Ecosystem;

/// <summary>Whose territories and actors are whose: applicants and facilitators keep to those of their
/// communes.</summary>
internal static class Ownership
{
    /// <summary>The communes to whose territories a caller keeps; null for those who see all.</summary>
    public static string[]? BoundTo(Caller caller) => caller.BoundTo(Role.Manager, Role.Service);

    /// <summary>SQL that is true for the territories in which one of the communes takes part.</summary>
    public static string OfTerritory(string communes) =>
        $"({communes}::text[] IS NULL OR territories.communes && {communes})";

    /// <summary>SQL that is true for actors who live in one of the communes, were recorded for it, or take part in its
    /// territory.</summary>
    public static string OfActor(string communes) => $"""
        ({communes}::text[] IS NULL OR actors.commune = ANY ({communes}) OR actors.recorded_for && {communes}
         OR EXISTS (
            SELECT FROM commitments JOIN territories ON territories.id = commitments.territory_id
            WHERE commitments.actor_id = actors.id AND territories.communes && {communes}))
        """;
}
