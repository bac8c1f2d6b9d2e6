using Microsoft.IdentityModel.Protocols;

namespace ProjetK.Portal.Session;

/// <summary>Asks the provider of identities where the gateway is near. Its documents name its public address, which the
/// portal need not be able to reach.</summary>
internal sealed class Inside(IHttpClientFactory clients, string? publicUrl) : IDocumentRetriever
{
    /// <summary>The client by which the provider is asked.</summary>
    public const string Client = "identity";

    /// <summary>The gateway, as it is found inside.</summary>
    public const string Address = "http://_http.gateway/";

    /// <summary>Where tokens are traded.</summary>
    public const string TokenEndpoint = $"{Address}connect/token";

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
        await clients.CreateClient(Client).GetStringAsync(
            publicUrl is { Length: > 0 } && address.StartsWith(publicUrl, StringComparison.Ordinal)
                ? Address + address[publicUrl.Length..]
                : address,
            cancel);
}
