using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace ProjetK.Benchmarks;

/// <summary>The whole system as it runs in production, with telemetry that somebody receives and a database that writes
/// down what it commits.</summary>
internal sealed class BenchStack : Stack
{
    private readonly TelemetrySink sink = new();

    // One client stands for all of them here.
    protected override IEnumerable<string> Arguments =>
    [
        "--RateLimits:Requests:Burst=1000000", "--RateLimits:Requests:PerSecond=1000000",
        "--RateLimits:PublicWrites:Burst=1000000", "--RateLimits:PublicWrites:PerSecond=1000000",
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sink.DisposeAsync();
    }

    protected override void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var project in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", sink.Address.ToString())
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        foreach (var server in builder.Resources.OfType<ExecutableResource>())
            builder.CreateResourceBuilder(server).WithEnvironment("PROJETK_DURABLE", "yes");
    }
}
