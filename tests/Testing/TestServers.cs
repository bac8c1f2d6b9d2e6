using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;

namespace ProjetK.Testing;

/// <summary>A throw-away PostgreSQL and RabbitMQ for tests that need no services: started when first asked for, once
/// per test process, gone at its end: <c>[assembly: AssemblyFixture(typeof(TestServers.Ending))]</c>.</summary>
public static class TestServers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<(string Postgres, Uri Broker)> Servers =
        new(() => Task.Run(Start).GetAwaiter().GetResult());

    private static DistributedApplication? application;

    /// <summary>The administrator's connection string.</summary>
    public static string Postgres => Servers.Value.Postgres;

    /// <summary>The broker's amqp address, with user and password.</summary>
    public static Uri Broker => Servers.Value.Broker;

    /// <summary>The administrator's connection string to a database of that name.</summary>
    public static string PostgresDatabase(string name) =>
        new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;

    private static async Task<(string, Uri)> Start()
    {
        using var patience = new CancellationTokenSource(Patience);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--ephemeral", "--environment=Test", .. Stack.AnyPorts, .. Stack.Quiet], patience.Token);
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToArray())
            builder.Resources.Remove(project);
        application = await builder.BuildAsync(patience.Token);
        await application.StartAsync(patience.Token);
        await Task.WhenAll(
            application.ResourceNotifications.WaitForResourceHealthyAsync("postgres", patience.Token),
            application.ResourceNotifications.WaitForResourceHealthyAsync("broker", patience.Token));
        return (
            (await application.GetConnectionStringAsync("postgres", patience.Token))!,
            new Uri((await application.GetConnectionStringAsync("broker", patience.Token))!));
    }

    /// <summary>Ends the servers after the last test, if one has started them.</summary>
    public sealed class Ending : IAsyncDisposable
    {
        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            if (application is not null)
                await application.DisposeAsync();
        }
    }
}
