namespace ProjetK.AppHost.Tests.LocalHosting;

/// <summary>Starts as little of the system as shows how its processes are treated: both servers and identity, in a
/// third of the time.</summary>
internal static class OneService
{
    public const string Name = "identity";

    public static async Task<DistributedApplication> StartAsync(int replicas, CancellationToken patience)
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--environment=Test", "--ephemeral", "--Gateway:PublicUrl=http://projetk.test/"], patience);
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToArray())
            if (!project.Name.StartsWith(Name))
                builder.Resources.Remove(project);
            else if (project.Name == Name)
                builder.CreateResourceBuilder(project).WithReplicas(replicas);
        var app = await builder.BuildAsync(patience);
        await app.StartAsync(patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync(Name, patience);
        return app;
    }
}
