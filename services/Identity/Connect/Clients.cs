using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ProjetK.Identity;

/// <summary>The programs that may ask for tokens, as the migration writes them down.</summary>
internal static class Clients
{
    public const string CommandLine = "projetk-cli", Portal = "projetk-portal";

    /// <summary>The commands by which an operator acts in the dashboard.</summary>
    public const string Operations = "operations";

    private static readonly string[] Services = ["applications", "ecosystem", "funding", "identity"];

    public static async Task Register(
        IOpenIddictApplicationManager clients, IConfiguration configuration, bool withPasswords)
    {
        var commandLine = Public(CommandLine, "Projet K", ApplicationTypes.Native);
        // The port does not count for a native program on the same machine.
        commandLine.RedirectUris.Add(new("http://127.0.0.1/callback"));
        commandLine.RedirectUris.Add(new("http://localhost/callback"));
        // The page /docs of the gateway.
        commandLine.RedirectUris.Add(new(OpenIdConnect.Issuer(configuration), "callback"));
        if (withPasswords)
            commandLine.Permissions.Add(Permissions.GrantTypes.Password);
        await Save(clients, commandLine);

        var portal = Public(Portal, "Projet K", ApplicationTypes.Web);
        foreach (var address in configuration.GetSection("Clients:portal:RedirectUris").Get<Uri[]>() ?? [])
            portal.RedirectUris.Add(address);
        foreach (var address in configuration.GetSection("Clients:portal:PostLogoutRedirectUris").Get<Uri[]>() ?? [])
            portal.PostLogoutRedirectUris.Add(address);
        await Save(clients, portal);

        foreach (var service in (string[])[.. Services, Operations])
            if (configuration[$"Clients:{service}:Secret"] is { Length: > 0 } secret)
                await Save(clients, new()
                {
                    ClientId = service,
                    ClientSecret = secret,
                    ClientType = ClientTypes.Confidential,
                    Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
                });
            // What it may do is more than any service may: it is there only while somebody wants it.
            else if (service == Operations && await clients.FindByClientIdAsync(service) is { } former)
                await clients.DeleteAsync(former);
    }

    private static OpenIddictApplicationDescriptor Public(string id, string name, string type) => new()
    {
        ClientId = id,
        DisplayName = name,
        ApplicationType = type,
        ClientType = ClientTypes.Public,
        // The programs of the project itself: there is nobody else to consent to.
        ConsentType = ConsentTypes.Implicit,
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
            Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode,
            Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
        },
        Requirements = { Requirements.Features.ProofKeyForCodeExchange },
    };

    private static async Task Save(IOpenIddictApplicationManager clients, OpenIddictApplicationDescriptor client)
    {
        if (await clients.FindByClientIdAsync(client.ClientId!) is { } known)
            await clients.UpdateAsync(known, client);
        else
            await clients.CreateAsync(client);
    }
}
