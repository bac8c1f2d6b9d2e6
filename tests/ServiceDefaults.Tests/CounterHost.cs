using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using ProjetK.Events;
using ProjetK.Test.V1;
using ProjetK.Testing;

namespace ProjetK.ServiceDefaults.Tests;

/// <summary>Runs the counter service on real ports over a database of its own.</summary>
public class CounterHost : IAsyncLifetime
{
    private readonly string database = $"defaults_{Guid.NewGuid():N}";
    private WebApplication? app;

    internal WebApplication App => app!;

    internal CounterService.CounterServiceClient Grpc { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal NpgsqlDataSource Admin { get; private set; } = null!;

    internal CountingWork Counting => App.Services.GetRequiredService<CountingWork>();

    protected virtual bool AccessEnforced => false;

    protected virtual Uri Broker => TestServers.Broker;

    /// <summary>Where the service finds its database, when not at the server itself.</summary>
    protected virtual (string Host, int Port)? Database => null;

    public virtual async ValueTask InitializeAsync()
    {
        await Configure("migrate").Migrate(typeof(CounterHost).Assembly);
        Assert.Equal(0, Environment.ExitCode);
        Admin = NpgsqlDataSource.Create(TestServers.PostgresDatabase(database));
        app = Build();
        await app.StartAsync();
        Connect();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Http.Dispose();
        NpgsqlConnection.ClearAllPools();
        await Admin.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var drop = server.CreateCommand($"DROP DATABASE {database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads one value with the administrator's eyes.</summary>
    internal async Task<T> Value<T>(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal WebApplicationBuilder Configure(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = "Test",
            ApplicationName = "ServiceDefaults.Tests",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:owner"] = TestServers.PostgresDatabase(database),
            ["ConnectionStrings:database"] = ServiceConnection(),
            ["ConnectionStrings:broker"] = Broker.ToString(),
            ["Database:Password"] = "counter's own",
            ["Access:Enforced"] = AccessEnforced.ToString(),
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddServiceDefaults("counter");
        builder.AddConstraints(new Constraints().Refuse(
            "counters_limit",
            () => new DomainException(StatusCode.FailedPrecondition, "TOO_HIGH", "A counter ends at 10.")));
        builder.AddMessaging(typeof(CounterHost).Assembly, publishes: [typeof(CountedUp), typeof(CounterRested)]);
        builder.Services.AddSingleton<CountingWork>();
        return builder;
    }

    private string ServiceConnection()
    {
        var connection = new NpgsqlConnectionStringBuilder(TestServers.PostgresDatabase(database))
        {
            Username = "counter",
            Password = "counter's own",
        };
        if (Database is { } line)
            (connection.Host, connection.Port) = line;
        return connection.ConnectionString;
    }

    private WebApplication Build()
    {
        var builder = Configure();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        var built = builder.Build();
        built.MapServiceDefaults();
        built.MapRpc<Counters>();
        return built;
    }

    private void Connect()
    {
        var urls = App.Urls.ToArray();
        Http = new HttpClient { BaseAddress = new Uri(urls[0]) };
        Grpc = new CounterService.CounterServiceClient(GrpcChannel.ForAddress(urls[1]));
    }
}
