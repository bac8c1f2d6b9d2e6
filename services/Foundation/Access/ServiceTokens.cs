using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ProjetK.Foundation;

/// <summary>What a service shows when it calls another: its own token, and that of the person who asked it.</summary>
internal sealed class ServiceTokens(
    ServiceName name,
    IOptions<TokenSettings> settings,
    IOptionsMonitor<JwtBearerOptions> bearer,
    IHttpClientFactory clients,
    IHttpContextAccessor requests) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim one = new(1);
    private volatile Token? current;

    /// <summary>Adds the tokens to a call.</summary>
    public async Task Show(Metadata headers, CancellationToken cancellation)
    {
        headers.Add("authorization", $"Bearer {await Get(cancellation)}");
        if (PersonsToken(requests.HttpContext) is { } person)
            headers.Add(BearerTokens.OnBehalfOfHeader, person);
    }

    public void Dispose() => one.Dispose();

    /// <summary>The token of the person behind the request in hand, if a person is behind it.</summary>
    private static string? PersonsToken(HttpContext? http)
    {
        if (http is null || Callers.Of(http) is not { Anonymous: false } caller)
            return null;
        if (caller.Service is not null)
            return http.Request.Headers[BearerTokens.OnBehalfOfHeader] is [{ Length: > 0 } passed] ? passed : null;
        return http.Request.Headers.Authorization is [{ } header] ? header[(header.IndexOf(' ') + 1)..].Trim() : null;
    }

    private async Task<string> Get(CancellationToken cancellation)
    {
        if (current is { } token && token.IsFresh)
            return token.Value;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await GetFresh(patience.Token);
        }
        // Also when the call's own deadline is over: it has waited for nothing else.
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "identity does not answer", failure));
        }
    }

    private async Task<string> GetFresh(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (current is not { IsFresh: true })
                current = await Fetch(cancellation);
            return current.Value;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Token> Fetch(CancellationToken cancellation)
    {
        var secret = settings.Value.ClientSecret
            ?? throw new InvalidOperationException("The setting Authentication:ClientSecret is missing.");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = name.Value,
            ["client_secret"] = secret,
        });
        var asked = DateTimeOffset.UtcNow;
        using var client = clients.CreateClient(BearerTokens.Client);
        using var response = await client.PostAsync(await Address(cancellation), form, cancellation);
        response.EnsureSuccessStatusCode();
        var granted = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync(cancellation));
        var lifetime = int.TryParse(granted.ExpiresIn, out var seconds) ? TimeSpan.FromSeconds(seconds) : Margin;
        return new(granted.AccessToken, asked + lifetime - Margin);
    }

    private async Task<string> Address(CancellationToken cancellation) =>
        settings.Value.TokenAddress is { Length: > 0 } address
            ? address
            : (await bearer.Get(BearerTokens.Bearer).ConfigurationManager!.GetConfigurationAsync(cancellation))
                .TokenEndpoint;

    private sealed record Token(string Value, DateTimeOffset FreshUntil)
    {
        public bool IsFresh => DateTimeOffset.UtcNow < FreshUntil;
    }
}
