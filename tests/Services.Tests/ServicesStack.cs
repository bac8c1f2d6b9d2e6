using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ProjetK.Ecosystem.Tests;
using ProjetK.Funding.Tests;
using ProjetK.Identity.Tests;
using ProjetK.SystemTests.Tracing;

// The tests share one clock: they travel one after another.
[assembly: AssemblyFixture(typeof(ProjetK.ServicesTests.ServicesStack))]
[assembly: TestCollectionOrderer(typeof(ProjetK.ServicesTests.BreakingLast))]
[assembly: ProjetK.ServicesTests.ReturnsTheClock]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ProjetK.ServicesTests;

/// <summary>The whole system, once for all tests of all services: it tells the tests what it does, and has a place at
/// the broker from which they publish events and hear answers.</summary>
public sealed class ServicesStack : Stack
{
    public const string FundingSecret = "funding-secret-of-the-tests",
        OperationsSecret = "operations-secret-of-the-tests", Redirect = "http://127.0.0.1:5005/callback";

    /// <summary>Whether something is broken on purpose, and clients repeat what was not answered.</summary>
    internal bool IsBroken { get; set; }

    public override TimeSpan Insistence => IsBroken ? TimeSpan.FromSeconds(60) : TimeSpan.Zero;

    internal Collector Collector { get; } = new();

    /// <summary>The system as Funding's tests see it.</summary>
    internal FundingStack Funding { get; private set; } = null!;

    /// <summary>The system as Ecosystem's tests see it.</summary>
    internal EcosystemHost Ecosystem { get; private set; } = null!;

    /// <summary>Whom identity announced as erased.</summary>
    internal ErasedPeople Erased { get; private set; } = null!;

    protected override IEnumerable<string> Arguments =>
    [
        $"--Parameters:funding-client-secret={FundingSecret}",
        $"--Parameters:operations-client-secret={OperationsSecret}",
        "--Clients:portal:RedirectUris:0=https://portal.projetk.test/signed-in",
        "--Clients:portal:PostLogoutRedirectUris:0=https://portal.projetk.test/",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Funding = await FundingStack.Start(this);
        Ecosystem = await EcosystemHost.Start(this);
        Erased = await ErasedPeople.Start(this);
    }

    protected override void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Endpoint)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "2000")
                .WithEnvironment("Gauges__Every", "00:00:02")
                .WithEnvironment("Watching__Heartbeat", "00:00:02");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { Funding, Ecosystem, Erased })
            if (part is not null)
                await part.DisposeAsync();
        await base.DisposeAsync();
        Collector.Dispose();
    }
}
