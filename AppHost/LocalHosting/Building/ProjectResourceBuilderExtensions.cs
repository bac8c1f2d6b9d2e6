using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting;

/// <summary>Adds projects of the solution.</summary>
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        if (!options.ExcludeKestrelEndpoints)
            project.AddKestrelEndpoints(
                Path.GetDirectoryName(metadata.ProjectPath)!, builder.Environment.EnvironmentName);
        if (!options.ExcludeLaunchProfile)
            project.AddLaunchProfile(metadata.ProjectPath,
                options.LaunchProfileName ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"]);
        return project;
    }

    /// <summary>Runs so many like processes of the project, each on ports of its own.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas));

    // Two endpoints or more of one scheme keep the names that the project gave them; a single one is named after it.
    private static void AddKestrelEndpoints(
        this IResourceBuilder<ProjectResource> project, string directory, string environment)
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(directory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(directory, $"appsettings.{environment}.json"), optional: true).Build();
        var schemes = settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(endpoint => endpoint["Url"] is not null)
            .GroupBy(endpoint => BindingAddress.Parse(endpoint["Url"]!).Scheme);
        foreach (var scheme in schemes)
            foreach (var endpoint in scheme)
                project.WithEndpoint(scheme.Count() == 1 ? scheme.Key : endpoint.Key, annotation =>
                {
                    annotation.Port = BindingAddress.Parse(endpoint["Url"]!).Port;
                    annotation.UriScheme = scheme.Key;
                    annotation.Transport = endpoint["Protocols"] == "Http2" ? "http2" : "http";
                });

        project.WithEnvironment(context =>
        {
            foreach (var endpoint in project.Resource.All<EndpointAnnotation>())
                context.EnvironmentVariables[$"Kestrel__Endpoints__{endpoint.Name}__Url"] =
                    new EndpointReference(project.Resource, endpoint.Name) { Replica = context.Replica };
        });
    }

    private static void AddLaunchProfile(
        this IResourceBuilder<ProjectResource> project, string projectPath, string? name) =>
        project.WithEnvironment(context =>
        {
            if (LaunchProfile.Find(Path.GetDirectoryName(projectPath)!, name) is not { } profile)
                return;
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
            foreach (var (variable, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value ?? ""));
        });
}
