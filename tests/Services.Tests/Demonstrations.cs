using System.Diagnostics;
using System.Reflection;
using Npgsql;

namespace ProjetK.ServicesTests;

/// <summary>Writes what a service shows to newcomers into its database, which is empty when the tests begin.</summary>
internal static class Demonstrations
{
    /// <summary>Runs the migration once more, as each deployment does, here with the demonstration.</summary>
    public static async Task Write(Stack stack, string service, Assembly program)
    {
        var start = new ProcessStartInfo("dotnet", [program.Location, "migrate"])
        {
            WorkingDirectory = stack.FolderOf(service),
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Test",
                ["ConnectionStrings__owner"] = await stack.AdminConnectionString(service),
                ["ConnectionStrings__broker"] = (await stack.Broker()).ToString(),
                ["Database__Password"] =
                    new NpgsqlConnectionStringBuilder(await stack.ConnectionString(service)).Password,
                ["Demonstration__Enabled"] = "true",
            },
        };
        using var migration = Process.Start(start)!;
        await migration.WaitForExitAsync();
        Assert.Equal(0, migration.ExitCode);
    }
}
