using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly ResourceCollection resources = [];

    internal DistributedApplicationBuilder(string[] args, Assembly appHost, bool testing)
    {
        AppHostDirectory = DirectoryOf(appHost);
        Options = StackOptions.From(args, testing);
        var profile = testing ? LaunchProfile.Find(AppHostDirectory, name: null) : null;
        Configuration.AddInMemoryCollection(profile?.EnvironmentVariables);
        Configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine([.. args.Except(StackOptions.Flags)]);
        Environment = new HostEnvironment(Configuration, AppHostDirectory);
    }

    public ConfigurationManager Configuration { get; } = new();
    public IHostEnvironment Environment { get; }
    public string AppHostDirectory { get; }
    public IResourceCollection Resources => resources;
    internal StackOptions Options { get; }
    internal TestRun? Test { get; init; }

    /// <summary>The stack's folder; open from the start of the stack to its end.</summary>
    internal StackFolder? Folder { get; set; }

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (resources.Any(other => other.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"There are two resources named '{resource.Name}'.");
        resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
        new ResourceBuilder<T>(resource, this);

    public DistributedApplication Build()
    {
        Test?.WaitUntilAskedToBuild(this);
        return new(this);
    }

    private static string DirectoryOf(Assembly appHost) =>
        appHost.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "AppHostProjectPath")?.Value ?? AppContext.BaseDirectory;

    private sealed record ResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder)
        : IResourceBuilder<T> where T : IResource
    {
        public IResourceBuilder<T> WithAnnotation<TAnnotation>(TAnnotation annotation)
            where TAnnotation : IResourceAnnotation
        {
            Resource.Annotations.Add(annotation);
            return this;
        }
    }

    private sealed class HostEnvironment(IConfiguration configuration, string directory) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "AppHost";
        public string ContentRootPath { get; set; } = directory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string EnvironmentName { get; set; } = configuration["environment"]
            ?? configuration["DOTNET_ENVIRONMENT"] ?? configuration["ASPNETCORE_ENVIRONMENT"] ?? Environments.Production;
    }
}
