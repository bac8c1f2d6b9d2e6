using ProjetK.Identity.V1;

namespace ProjetK.Identity.Tests;

/// <summary>Things of which it does not matter which.</summary>
internal static class Some
{
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
