using Microsoft.Extensions.Configuration;

namespace ProjetK.AppHost.Hosting;

/// <summary>Where the Aspire dashboard listens.</summary>
internal static class Dashboard
{
    private const int UsualPort = 15080;

    /// <summary>Tells Aspire; ports between the dashboard and the AppHost are whatever is free.</summary>
    public static void Configure(IConfiguration configuration)
    {
        var port = Ports.Asked("Dashboard:Port", configuration.GetValue<int?>("Dashboard:Port"), UsualPort);
        Set("ASPNETCORE_URLS", $"http://localhost:{port}");
        Set("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{Ports.Free()}");
        Set("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", $"http://localhost:{Ports.Free()}");
        Set("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        // Nothing is sent to anybody, and nobody is asked for a newer version.
        Set("ASPIRE_DASHBOARD_TELEMETRY_OPTOUT", "true");
        Set("ASPIRE_VERSION_CHECK_DISABLED", "true");

        void Set(string name, string value) => configuration[name] ??= value;
    }

    /// <summary>The address by which an operator opens it.</summary>
    public static string Link(IConfiguration configuration) =>
        configuration["ASPNETCORE_URLS"] + (configuration["AppHost:BrowserToken"] is { Length: > 0 } token
            ? $"/login?t={token}" : "");
}
