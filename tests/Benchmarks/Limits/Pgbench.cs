using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace ProjetK.Benchmarks.Limits;

/// <summary>PostgreSQL's own load generator with prepared statements: what the database does with this SQL when nothing
/// stands before it.</summary>
internal sealed partial class Pgbench : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("projetk-pgbench-").FullName;
    private readonly NpgsqlConnectionStringBuilder database;

    public Pgbench(string connectionString) => database = new(connectionString);

    /// <summary>Transactions a second of some clients who each repeat that script.</summary>
    public async Task<double> Rate(string name, string script, TimeSpan time, int clients = 16)
    {
        var file = Path.Combine(folder, $"{name}.sql");
        await File.WriteAllTextAsync(file, script);
        var seconds = Math.Max(1, (int)Math.Round(time.TotalSeconds));
        var start = new ProcessStartInfo("pgbench",
            [
                "-n", "-M", "prepared", "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", "-f", file,
                "-h", database.Host!, "-p", $"{database.Port}", "-U", database.Username!, database.Database!,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = database.Password },
        };
        using var pgbench = Process.Start(start)!;
        var complaints = pgbench.StandardError.ReadToEndAsync();
        var said = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        if (pgbench.ExitCode != 0 || !said.Contains("number of failed transactions: 0 "))
            throw new InvalidOperationException($"pgbench failed with {name}: {await complaints}\n{said}");
        return double.Parse(Tps().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Without the time that connecting took.
    [GeneratedRegex(@"tps = ([0-9.]+) \(without initial connection time\)")]
    private static partial Regex Tps();
}
