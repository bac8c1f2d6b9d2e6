using System.Net;
using System.Text.Json;

namespace ProjetK.Foundation.Tests;

public sealed class Telling_health(CounterHost host) : IClassFixture<CounterHost>
{
    [Fact]
    public async Task names_each_thing_that_the_service_needs()
    {
        await Until.True(async () => await host.Health() == "Healthy", "all is well");
        using var health = JsonDocument.Parse(await host.Http.GetStringAsync("/health"));
        var checks = health.RootElement.GetProperty("checks").EnumerateObject().ToList();
        Assert.Equivalent(new[] { "self", "PostgreSql", "broker", "messages", "schedule" }, checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal("Healthy", check.Value.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task of_the_process_alone_says_nothing_of_others()
    {
        using var alive = JsonDocument.Parse(await host.Http.GetStringAsync("/alive"));
        Assert.Equal("self", Assert.Single(alive.RootElement.GetProperty("checks").EnumerateObject()).Name);
    }
}
