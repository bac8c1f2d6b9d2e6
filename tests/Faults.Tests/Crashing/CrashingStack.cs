using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Google.Protobuf;

namespace ProjetK.FaultTests;

/// <summary>One of each service, that can be made to die at any named point while it runs; what clients are answered
/// and what events go round is written down.</summary>
public sealed class CrashingStack : Stack
{
    private readonly string folder = Directory.CreateTempSubdirectory("projetk-crashes-").FullName;

    public override TimeSpan Insistence => TimeSpan.FromSeconds(60);

    /// <summary>What clients were answered since somebody last put in a new one.</summary>
    internal Journal Journal { get; set; } = new();

    public override void Hear(IMessage request, IMessage answer) => Journal.Write(request, answer);

    internal string CrashFile(string service) => Path.Combine(folder, service);

    /// <summary>At the end nothing is left: what a consumer held without acknowledging it lies in its queue again when
    /// it has stopped.</summary>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await using var broker = await FaultTests.Broker.Connect(this);
            await Counts.Settle(this, broker);
            await Task.WhenAll(Databases.Services.Select(service => Faults.StopAsync(service)));
            Assert.Equal(0, await broker.CountAll());
            await this.Drained(TimeSpan.Zero);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            await base.DisposeAsync();
        }
    }

    protected override void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
            if (Databases.Services.Contains(project.Name))
                builder.CreateResourceBuilder(project).WithEnvironment("Faults__CrashFile", CrashFile(project.Name))
                    // Who lives for seconds need not learn what of its code is worth more work.
                    .WithEnvironment("DOTNET_TieredPGO", "0");
    }
}

/// <summary>Classes that share this stack.</summary>
[CollectionDefinition]
public sealed class With_one_of_each : ICollectionFixture<CrashingStack>;
