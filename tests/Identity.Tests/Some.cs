using ProjetK.Identity.V1;

namespace ProjetK.Identity.Tests;

/// <summary>Things of which it does not matter which.</summary>
internal static class Some
{
    public const string Password = "une phrase longue et secrète";

    public static string Email() => $"camille.{Guid.NewGuid():N}@mairie.example";

    public static InvitePersonRequest Invitation(string email, Role role, params string[] communes) => new()
    {
        Email = email,
        DisplayName = "Camille Exemple",
        Roles = { role },
        Communes = { communes.Select(commune => $"communes/{commune}") },
    };

    public static RequestAccessRequest AccessRequest(string email, string commune = "33525") => new()
    {
        AccessRequest = new()
        {
            Email = email,
            DisplayName = "Dominique Exemple",
            Function = "Secrétaire de mairie",
            Commune = $"communes/{commune}",
            Message = "Bonjour,\nnous voulons participer.",
        },
    };
}
