using System.Diagnostics;
using Npgsql;
using ProjetK.Ecosystem.Tests;
using ProjetK.Testing;

[assembly: AssemblyFixture(typeof(EcosystemHost))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ProjetK.Ecosystem.Tests;

/// <summary>The whole system, once for all tests, seen from the Ecosystem. The tests share its clock, so they run one
/// after the other.</summary>
public sealed class EcosystemHost : IAsyncLifetime
{
    private readonly Stack stack = new();

    internal V1.EcosystemService.EcosystemServiceClient Grpc { get; private set; } = null!;

    internal HttpClient Json => stack.Json;

    internal TestClock Clock => stack.Clock;

    internal NpgsqlDataSource Admin { get; private set; } = null!;

    internal TestBus Bus { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        Grpc = new(stack.Channel("ecosystem"));
        Admin = NpgsqlDataSource.Create(await stack.AdminConnectionString("ecosystem"));
        Bus = await TestBus.Start(await stack.Broker());
    }

    public async ValueTask DisposeAsync()
    {
        if (Bus is not null)
            await Bus.DisposeAsync();
        if (Admin is not null)
            await Admin.DisposeAsync();
        await stack.DisposeAsync();
    }

    /// <summary>Runs the migration once more, as each deployment does, here with the demonstration.</summary>
    internal async Task Demonstrate()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EcosystemService).Assembly.Location, "migrate"])
        {
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Test",
                ["ConnectionStrings__owner"] = await stack.AdminConnectionString("ecosystem"),
                ["ConnectionStrings__broker"] = (await stack.Broker()).ToString(),
                ["Database__Password"] =
                    new NpgsqlConnectionStringBuilder(await stack.ConnectionString("ecosystem")).Password,
                ["Demonstration__Enabled"] = "true",
            },
        };
        using var migration = Process.Start(start)!;
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
}
