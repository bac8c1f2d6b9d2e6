namespace ProjetK.AppHost.Tests.LocalHosting;

public sealed class A_resource_that_cannot_start
{
    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Is_named_with_the_end_of_its_log_and_what_to_do()
    {
        await using var builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--ephemeral"], Patience);
        var ecosystem = builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "ecosystem");
        builder.CreateResourceBuilder(ecosystem).WithEnvironment("Kestrel__Endpoints__http__Url", "no address");
        await using var app = await builder.BuildAsync(Patience);
        await app.StartAsync(Patience);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", Patience));

        Assert.StartsWith("ecosystem: it stopped with exit code", failure.Message);
        Assert.Contains("What to do: read ", failure.Message);
        Assert.Contains("no address", failure.Message);
    }
}
