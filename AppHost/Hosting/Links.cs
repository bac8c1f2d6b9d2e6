using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace ProjetK.AppHost.Hosting;

/// <summary>What the dashboard lets an operator open of a resource.</summary>
internal static class Links
{
    private static readonly (string Path, string Text)[] Pages =
    [
        ("/docs", "API documentation"),
        ("/openapi/v1.json", "OpenAPI document"),
        ("/connect/sign-in", "Sign in"),
        ("/health", "Health"),
    ];

    /// <summary>Where a service says how it is. Its gRPC address is of no use in a browser.</summary>
    public static Service WithLinks(this Service service) => service.With(replica => replica
        .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ("/health", "Health"))
        .WithoutGrpcLink());

    /// <summary>The pages that the gateway serves.</summary>
    public static IResourceBuilder<ProjectResource> WithLinks(this IResourceBuilder<ProjectResource> gateway)
    {
        gateway.WithUrlForEndpoint("http", url => url.DisplayText = "What is served");
        foreach (var (path, text) in Pages)
            gateway.WithUrlForEndpoint("http", endpoint => new ResourceUrlAnnotation
            {
                Url = path,
                DisplayText = text,
                Endpoint = endpoint,
            });
        return gateway.WithoutGrpcLink();
    }

    /// <summary>What people read, at its public address, and where the portal says how it is.</summary>
    public static IResourceBuilder<ProjectResource> WithLinks(
        this IResourceBuilder<ProjectResource> portal, ReferenceExpression publicAddress) => portal
        .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ("/health", "Health"))
        .WithUrl(publicAddress, "Pages")
        .WithoutGrpcLink();

    /// <summary>Where mails are files, for whoever has no mail server.</summary>
    public static Service WithMailsLink(this Service identity, IConfiguration configuration, StackFolder folder) =>
        configuration["Mail:Smtp:Host"] is not null ? identity : identity.With(replica =>
            replica.WithUrl(new Uri(folder.Mails(configuration)).AbsoluteUri, "Mails"));

    private static IResourceBuilder<ProjectResource> WithoutGrpcLink(this IResourceBuilder<ProjectResource> project) =>
        project.WithUrlForEndpoint("grpc", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
}
