using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

/// <summary>The counter service behind lines to its servers that a test can cut.</summary>
public sealed class InterruptedHost : CounterHost
{
    internal Line BrokerLine { get; } = new(TestServers.Broker.Host, TestServers.Broker.Port);

    internal Line DatabaseLine { get; } = new(
        new Npgsql.NpgsqlConnectionStringBuilder(TestServers.Postgres).Host!,
        new Npgsql.NpgsqlConnectionStringBuilder(TestServers.Postgres).Port);

    protected override Uri Broker => new UriBuilder(TestServers.Broker)
    {
        Host = "127.0.0.1",
        Port = BrokerLine.Port,
    }.Uri;

    protected override (string Host, int Port)? Database => ("127.0.0.1", DatabaseLine.Port);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        BrokerLine.Dispose();
        DatabaseLine.Dispose();
    }
}
