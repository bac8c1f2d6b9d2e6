using System.Net;
using Grpc.Core;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

public sealed class Being_locked_out_of_the_database(Being_locked_out_of_the_database.StrangersHost host)
    : IClassFixture<Being_locked_out_of_the_database.StrangersHost>
{
    private const string Why = "password authentication failed for user \"counter\"";

    [Fact]
    public async Task is_said_in_words_at_the_health()
    {
        using var health = await host.Http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains(Why, (await health.Content.ReadAsStringAsync()).Replace("\\\"", "\""));
    }

    [Fact]
    public async Task refuses_calls_for_want_of_the_database_and_writes_why_without_a_stack()
    {
        var log = new HeardLog();
        host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var refusal = await Refusal.Of(host.Grpc.CountUpAsync(new() { Name = "counters/one", Amount = 1 }).ResponseAsync);
        Assert.Equal((StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE"), refusal.Kind);
        var line = Assert.Single(log.Lines, line => line.StartsWith("CounterService/CountUp", StringComparison.Ordinal));
        Assert.Contains(Why, line);
        Assert.DoesNotContain(" at ", line.Replace(Why, ""));
    }

    [Fact]
    public async Task is_written_into_the_log_once()
    {
        var log = new HeardLog();
        host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await Until.True(() => Task.FromResult(log.Lines.Any(IsAboutTheDatabase)), "the health is looked at");
        Assert.Single(log.Lines, IsAboutTheDatabase);
        Assert.True(log.Lines.Count(line => line.Contains("The relay of events paused")) <= 1);
    }

    private static bool IsAboutTheDatabase(string line) => line.StartsWith("PostgreSql is down", StringComparison.Ordinal)
        && line.Contains(Why);

    public sealed class StrangersHost : CounterHost
    {
        protected override Dictionary<string, string?> Settings()
        {
            var settings = base.Settings();
            var connection = new Npgsql.NpgsqlConnectionStringBuilder(settings["ConnectionStrings:database"])
            {
                Password = "wrong",
            };
            settings["ConnectionStrings:database"] = connection.ConnectionString;
            return settings;
        }
    }
}
