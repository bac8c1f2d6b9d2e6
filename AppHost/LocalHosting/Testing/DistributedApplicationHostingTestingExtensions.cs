using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Testing;

/// <summary>Ways from a test into a running stack.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    public static HttpClient CreateHttpClient(
        this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var resource = Find<IResourceWithEndpoints>(app, resourceName, "has no endpoints");
        return new(new EndpointReference(resource, endpointName ?? "http").Url);
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find<IResourceWithConnectionString>(app, resourceName, "has no connection string")
            .GetConnectionStringAsync(cancellationToken);

    private static T Find<T>(DistributedApplication app, string name, string otherwise) where T : class, IResource
    {
        var resource = app.Resources
            .FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource named '{name}'.", nameof(name));
        return resource as T ?? throw new ArgumentException($"'{name}' {otherwise}.", nameof(name));
    }
}
