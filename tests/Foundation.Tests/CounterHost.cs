using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using ProjetK.Events;
using ProjetK.Test.V1;
using ProjetK.Testing;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

/// <summary>Runs the counter service on real ports over a database of its own.</summary>
public class CounterHost : IAsyncLifetime
{
    private readonly string database = $"defaults_{Guid.NewGuid():N}";
    private WebApplication? app;

    internal WebApplication App => app!;

    internal CounterService.CounterServiceClient Grpc { get; private set; } = null!;

    internal V1.OperationsService.OperationsServiceClient Operations { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal NpgsqlDataSource Admin { get; private set; } = null!;

    internal CountingWork Counting => App.Services.GetRequiredService<CountingWork>();

    internal Authority Authority { get; private set; } = null!;

    /// <summary>Who calls, unless a call says it itself.</summary>
    protected virtual Person By => People.Everybody;

    protected virtual Uri Broker => TestServers.Broker;

    /// <summary>Where the service finds its database, when not at the server itself.</summary>
    protected virtual (string Host, int Port)? Database => null;

    /// <summary>How many connections to the database the service may have, and waits a second for; its own choice unless
    /// given.</summary>
    protected virtual int? Connections => null;

    public virtual async ValueTask InitializeAsync()
    {
        Authority = await Authority.Shared.Value;
        await Configure("migrate").Migrate(typeof(CounterHost).Assembly);
        Assert.Equal(0, Environment.ExitCode);
        Admin = NpgsqlDataSource.Create(TestServers.PostgresDatabase(database));
        await Start();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Stop();
        NpgsqlConnection.ClearAllPools();
        await Admin.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var drop = server.CreateCommand($"DROP DATABASE {database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Serves in a process of its own, which ends when its input does.</summary>
    internal static Task Serve()
    {
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(0);
        });
        var app = Configure(settings: [], args: []).Build();
        Map(app);
        return app.RunAsync();
    }

    protected virtual async Task Start()
    {
        app = Build();
        await app.StartAsync();
        Connect([.. App.Urls]);
    }

    protected virtual async Task Stop()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    protected void Connect(string[] urls)
    {
        Http = new HttpClient { BaseAddress = new Uri(urls[0]) };
        var authorization = Authority.Tokens.Authorize(By);
        Http.DefaultRequestHeaders.TryAddWithoutValidation("authorization", authorization);
        var channel = GrpcChannel.ForAddress(urls[1]).Intercept(headers =>
        {
            if (authorization.Length > 0 && headers.Get("authorization") is null)
                headers.Add("authorization", authorization);
            return headers;
        });
        Grpc = new CounterService.CounterServiceClient(channel);
        Operations = new V1.OperationsService.OperationsServiceClient(channel);
    }

    /// <summary>How the service says it is.</summary>
    internal async Task<string> Health()
    {
        using var answer = await Http.GetAsync("/health");
        using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return health.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Reads one value with the administrator's eyes.</summary>
    internal async Task<T> Value<T>(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Announces an event in a transaction of its own.</summary>
    internal Task Announce<TEvent>(TEvent message) where TEvent : class =>
        App.Services.GetRequiredService<Database>().Run(Caller.OfService("counter"), transaction =>
        {
            transaction.Announce(message);
            return Task.CompletedTask;
        }, default);

    internal WebApplicationBuilder Configure(params string[] args) => Configure(Settings(), args);

    /// <summary>Where the service finds its servers.</summary>
    protected virtual Dictionary<string, string?> Settings() => new(Authority.Settings)
    {
        ["ConnectionStrings:owner"] = TestServers.PostgresDatabase(database),
        ["ConnectionStrings:database"] = ServiceConnection(),
        ["ConnectionStrings:broker"] = Broker.ToString(),
        ["Database:Password"] = "counter's own",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static WebApplicationBuilder Configure(Dictionary<string, string?> settings, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            EnvironmentName = "Test",
            ApplicationName = "Foundation.Tests",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddFoundation("counter");
        builder.AddConstraints(new Constraints().Refuse(
            "counters_limit",
            () => new DomainException(StatusCode.FailedPrecondition, "TOO_HIGH", "A counter ends at 10.")));
        builder.AddMessaging(typeof(CounterHost).Assembly, publishes:
            [typeof(CountedUp), typeof(CounterRested), typeof(CounterShared), typeof(CounterWon)]);
        builder.Services.AddSingleton<CountingWork>();
        if (builder.Configuration["Mail:Folder"] is not null)
            builder.AddMails();
        return builder;
    }

    private static void Map(WebApplication app)
    {
        app.MapFoundation();
        app.MapRpc<Counters>();
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
        if (Connections is { } most)
            (connection.MaxPoolSize, connection.Timeout) = (most, 1);
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
        Map(built);
        return built;
    }
}
