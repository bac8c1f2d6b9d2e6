using ProjetK.AppHost.LocalHosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A project of ours, run as a process from what the build made of it.</summary>
public sealed class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs,
    IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    private static readonly HttpClient Probe = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    internal override async Task<SupervisedProcess?> StartAsync(Replica replica, CancellationToken cancellation)
    {
        var project = All<IProjectMetadata>().Last();
        if (!File.Exists(project.AssemblyPath))
            throw new StackException(Name, $"{project.AssemblyPath} is missing", "build the solution: dotnet build");
        var arguments = All<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments);
        var command = new Command(Dotnet.Path, [project.AssemblyPath, .. arguments])
        {
            Environment = await ProjectEnvironment.OfAsync(
                this, replica.Index, replica.Stack.Configuration, cancellation),
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath)!,
        };
        return replica.Start(command);
    }

    internal override async Task<bool> IsHealthyAsync(int replica, CancellationToken cancellation)
    {
        foreach (var check in All<HttpHealthCheckAnnotation>())
        {
            var address = new Uri(new Uri(check.Endpoint.OfReplica(replica).Url), check.Path);
            using var answer = await Probe.GetAsync(address, cancellation);
            if ((int)answer.StatusCode != check.StatusCode)
                return false;
        }
        return true;
    }
}
