using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Net.Client;
using Npgsql;
using ProjetK.Ecosystem.Tests;
using ProjetK.Testing;

[assembly: AssemblyFixture(typeof(EcosystemHost))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ProjetK.Ecosystem.Tests;

/// <summary>The real service in a process of its own, over a database of its own and the tests' broker, once for all
/// tests. They share its clock, so they run one after the other.</summary>
public sealed class EcosystemHost : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string database = $"ecosystem_{Guid.NewGuid():N}";
    private readonly string clock = Path.Combine(Path.GetTempPath(), $"projetk-clock-{Guid.NewGuid():N}");
    private readonly string password = Guid.NewGuid().ToString("N");
    private readonly int httpPort = FreePort(), grpcPort = FreePort();
    private Process? service;

    internal V1.EcosystemService.EcosystemServiceClient Grpc { get; private set; } = null!;

    internal HttpClient Json { get; private set; } = null!;

    internal NpgsqlDataSource Admin { get; private set; } = null!;

    internal TestBus Bus { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var migration = Start(demonstration: false, "migrate");
        await migration.WaitForExitAsync();
        Assert.Equal(0, migration.ExitCode);
        service = Start(demonstration: false);
        Json = new HttpClient { BaseAddress = new Uri($"http://localhost:{httpPort}") };
        await Eventually.True(async () => (await Json.GetAsync("/health")).IsSuccessStatusCode, "the service is up");
        Grpc = new(GrpcChannel.ForAddress($"http://localhost:{grpcPort}"));
        Admin = NpgsqlDataSource.Create(TestServers.PostgresDatabase(database));
        Bus = await TestBus.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        service!.Kill(entireProcessTree: true);
        await service.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        service.Dispose();
        Json.Dispose();
        await Admin.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var drop = server.CreateCommand($"DROP DATABASE {database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
        File.Delete(clock);
    }

    /// <summary>Moves the service's clock away from the real one.</summary>
    internal void Travel(TimeSpan offset)
    {
        // Renamed into place, so that the service never reads half of it.
        File.WriteAllText(clock + ".new", offset.ToString("c", CultureInfo.InvariantCulture));
        File.Move(clock + ".new", clock, overwrite: true);
    }

    /// <summary>Runs the migration once more, as each deployment does, here with the demonstration.</summary>
    internal async Task Demonstrate()
    {
        using var migration = Start(demonstration: true, "migrate");
        await migration.WaitForExitAsync();
        Assert.Equal(0, migration.ExitCode);
    }

    /// <summary>Reads one value with the administrator's eyes.</summary>
    internal async Task<T> Value<T>(string sql, params object[] parameters)
    {
        await using var command = Admin.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private Process Start(bool demonstration, params string[] args)
    {
        var assembly = typeof(EcosystemService).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly, .. args])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        start.Environment["Demonstration__Enabled"] = demonstration.ToString();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Report(line.Data);
        process.ErrorDataReceived += (_, line) => Report(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Test",
        ["Access__Enforced"] = "false",
        ["Clock__File"] = clock,
        ["ConnectionStrings__owner"] = TestServers.PostgresDatabase(database),
        ["ConnectionStrings__database"] = new NpgsqlConnectionStringBuilder(TestServers.PostgresDatabase(database))
        {
            Username = "ecosystem",
            Password = password,
        }.ConnectionString,
        ["ConnectionStrings__broker"] = TestServers.Broker.ToString(),
        ["Database__Password"] = password,
        ["Kestrel__Endpoints__http__Url"] = $"http://localhost:{httpPort}",
        ["Kestrel__Endpoints__grpc__Url"] = $"http://localhost:{grpcPort}",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private static void Report(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            TestContext.Current.SendDiagnosticMessage(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
