using System.Reflection;
using System.Runtime.Versioning;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ProjetK.AppHost.Hosting;

/// <summary>How the projects of this system run under the AppHost.</summary>
internal static class ProjectExtensions
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Runs what was built with the AppHost, instead of asking the SDK, in a process of its own beside each
    /// service, to find or build it: less memory, an earlier start, and signals that reach the service itself.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithoutBuilding(this IResourceBuilder<ProjectResource> project)
    {
        var source = project.Resource.GetProjectMetadata().ProjectPath;
        var host = typeof(ProjectExtensions).Assembly;
        var framework = new FrameworkName(host.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
        var assembly = Path.Combine(
            Path.GetDirectoryName(source)!,
            "bin", host.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, $"net{framework.Version}",
            Path.ChangeExtension(Path.GetFileName(source), "dll"));
        return project.WithAnnotation(new ProjectLaunchArgsOverrideAnnotation([assembly]));
    }

    /// <summary>Says that a project is ready when it answers at <c>/health</c>.</summary>
    public static IResourceBuilder<ProjectResource> WithHealth(this IResourceBuilder<ProjectResource> project)
    {
        var endpoint = project.GetEndpoint("http");
        var key = $"{project.Resource.Name}_health";
        project.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new PatientCheck(async cancellation =>
        {
            using var answer = await Client.GetAsync($"{endpoint.Url}/health", cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException(await answer.Content.ReadAsStringAsync(cancellation));
        }));
        return project.WithHealthCheck(key);
    }

    /// <summary>Lets clients reach the process itself: a proxy before it costs each call time, and holds a call to a
    /// process that is dead.</summary>
    public static IResourceBuilder<ProjectResource> WithoutProxy(this IResourceBuilder<ProjectResource> project)
    {
        foreach (var endpoint in project.Resource.Annotations.OfType<EndpointAnnotation>())
            endpoint.IsProxied = false;
        return project;
    }

    /// <summary>Lets an endpoint listen on that port.</summary>
    public static IResourceBuilder<ProjectResource> WithPort(
        this IResourceBuilder<ProjectResource> project, string endpointName, int port) =>
        project.WithEndpoint(endpointName, endpoint => (endpoint.Port, endpoint.TargetPort) = (port, port));

    /// <summary>Lets the gateway end TLS itself, with the certificate that the configuration names.</summary>
    public static IResourceBuilder<ProjectResource> WithCertificate(this IResourceBuilder<ProjectResource> gateway)
    {
        var configuration = gateway.ApplicationBuilder.Configuration;
        return configuration["Gateway:Certificate:Path"] is not { Length: > 0 } certificate ? gateway : gateway
            .WithEnvironment("Kestrel__Endpoints__https__Url",
                $"https://*:{configuration.GetValue("Gateway:HttpsPort", 8443)}".ToString())
            .WithEnvironment("Kestrel__Certificates__Default__Path", certificate)
            .WithEnvironment("Kestrel__Certificates__Default__KeyPath",
                configuration["Gateway:Certificate:KeyPath"] ?? "");
    }

    /// <summary>Says how mails leave: into files unless a server is named.</summary>
    public static IResourceBuilder<ProjectResource> WithMails(
        this IResourceBuilder<ProjectResource> project, StackFolder folder)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        project.WithSettings("Mail");
        return configuration["Mail:Smtp:Host"] is not null
            ? project : project.WithEnvironment("Mail__Folder", folder.Mails(configuration));
    }

    /// <summary>Hands on what the AppHost itself was told in those sections of its configuration.</summary>
    public static IResourceBuilder<ProjectResource> WithSettings(
        this IResourceBuilder<ProjectResource> project, params string[] sections)
    {
        var configuration = project.ApplicationBuilder.Configuration;
        foreach (var (key, value) in sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            if (value is not null)
                project.WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);
        return project;
    }
}
