using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Hosting;

/// <summary>A service, its migrations and its like processes: the first has the service's name, the others a number
/// behind it. Each has addresses of its own, so that callers choose among those that live.</summary>
internal sealed record Service(
    string Name, IResourceBuilder<ProjectResource> Migrations,
    IReadOnlyList<IResourceBuilder<ProjectResource>> Replicas)
{
    public Service With(Action<IResourceBuilder<ProjectResource>> configure)
    {
        foreach (var replica in Replicas)
            configure(replica);
        return this;
    }

    public Service WithReference(Service other) => With(replica => replica.WithReference(other));
}

/// <summary>References to services.</summary>
internal static class ServiceExtensions
{
    /// <summary>Tells a project where each replica of a service listens.</summary>
    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> project, Service service)
    {
        project.WithReference(service.Replicas[0]);
        foreach (var (index, replica) in service.Replicas.Index().Skip(1))
            foreach (var endpoint in (string[])["http", "grpc"])
                project.WithEnvironment(
                    $"services__{service.Name}__{endpoint}__{index}", replica.GetEndpoint(endpoint));
        return project;
    }
}
