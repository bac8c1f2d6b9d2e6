using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ProjetK.Portal.Session;

/// <summary>Renews a person's token unseen, shortly before it ends, while pages are read.</summary>
internal sealed class Renewal(
    IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider clock, ILogger<Renewal> log)
{
    private const string ExpiresAt = "expires_at", RefreshToken = "refresh_token";
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    /// <summary>Ends the session where it cannot go on: revoked, erased, or too long away.</summary>
    public async Task Renew(CookieValidatePrincipalContext context)
    {
        if (Interruptions.HasEnded(context.HttpContext))
        {
            context.RejectPrincipal();
            return;
        }
        if (!DateTimeOffset.TryParse(
                context.Properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var end)
            || end - clock.GetUtcNow() > Reserve)
            return;
        if (context.Properties.GetTokenValue(RefreshToken) is { } token
            && await Ask(token, context.HttpContext.RequestAborted) is { } answer)
        {
            if (answer.Error is null)
            {
                Keep(context, answer);
                return;
            }
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    private void Keep(CookieValidatePrincipalContext context, OpenIdConnectMessage answer)
    {
        context.Properties.UpdateTokenValue("access_token", answer.AccessToken);
        if (answer.RefreshToken is { Length: > 0 } next)
            context.Properties.UpdateTokenValue(RefreshToken, next);
        var seconds = double.Parse(answer.ExpiresIn, CultureInfo.InvariantCulture);
        context.Properties.UpdateTokenValue(
            ExpiresAt, (clock.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("o", CultureInfo.InvariantCulture));
        context.ShouldRenew = true;
    }

    /// <summary>What the provider says; nothing where it does not answer: the session goes on as it is then.</summary>
    private async Task<OpenIdConnectMessage?> Ask(string refreshToken, CancellationToken cancellation)
    {
        var identity = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = RefreshToken,
                ["client_id"] = identity.ClientId!,
                [RefreshToken] = refreshToken,
            });
            using var answer = await identity.Backchannel.PostAsync(Inside.TokenEndpoint, form, cancellation);
            return (int)answer.StatusCode is >= 500 or 429
                ? null
                : new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException)
        {
            log.LogWarning("The session could not be renewed: {Failure}", failure.GetType().Name);
            return null;
        }
    }
}
