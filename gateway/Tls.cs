using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ProjetK.Gateway;

/// <summary>Ends TLS here when a certificate is configured (<c>Kestrel:Endpoints:https</c>), and then sends whoever comes
/// in clear to it; or trusts the proxies that end it before (<c>Proxies</c>: their addresses).</summary>
internal static class Tls
{
    private const string Endpoint = "Kestrel:Endpoints:https:Url";

    public static void AddTls(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 } address)
            return;
        builder.Services.AddHttpsRedirection(redirection =>
        {
            redirection.HttpsPort = BindingAddress.Parse(address).Port;
            redirection.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
    }

    public static void UseTls(this WebApplication app)
    {
        if (app.Configuration[Endpoint] is not { Length: > 0 })
            return;
        // The host asks for the health in clear, from the same machine.
        app.UseWhen(context => context.Request.Path != "/health", clear => clear.UseHttpsRedirection().UseHsts());
    }

    /// <summary>The client's own address and scheme, where a known proxy stands before the gateway.</summary>
    public static void AddClientAddresses(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in builder.Configuration.GetSection("Proxies").Get<string[]>() ?? [])
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            // Without a known proxy nobody is believed: an empty list would mean everybody.
            forwarded.ForwardedHeaders = forwarded.KnownProxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        });
}
