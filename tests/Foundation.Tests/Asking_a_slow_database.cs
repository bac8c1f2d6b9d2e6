using ProjetK.Events;

namespace ProjetK.Foundation.Tests;

public sealed class Asking_a_slow_database : IClassFixture<Asking_a_slow_database.SlowHost>
{
    private readonly SlowHost host;
    private readonly ScopedLog log = new();
    private readonly string name = $"counters/{Guid.NewGuid():N}";

    public Asking_a_slow_database(SlowHost host)
    {
        this.host = host;
        host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
    }

    [Fact]
    public async Task is_written_down_with_what_was_asked_for_whom_and_about_what()
    {
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        var line = await Slow("LOCK counters", "projetk.rpc", "CounterService/CountUp");
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal((name, host.Caller), (line.Scope["projetk.resource"], line.Scope["projetk.caller"]));
    }

    [Fact]
    public async Task over_JSON_is_written_down_alike()
    {
        await host.Http.PostAsync($"/v1/{name}:countUp", new StringContent("{}", null, "application/json"));
        var line = await Slow("LOCK counters", "projetk.rpc", "CounterService/CountUp");
        Assert.Equal((name, host.Caller), (line.Scope["projetk.resource"], line.Scope["projetk.caller"]));
    }

    [Fact]
    public async Task for_an_event_is_written_down_with_the_event()
    {
        await host.Announce(new CountedUp(name, 1));
        var line = await Slow("INSERT received", "projetk.event", nameof(CountedUp));
        Assert.Equal(name, line.Scope["projetk.resource"]);
        Assert.True(Guid.TryParse(line.Scope["projetk.message"], out _));
    }

    private async Task<ScopedLog.Line> Slow(string statement, string key, string value)
    {
        ScopedLog.Line? found = null;
        await Until.True(
            () => Task.FromResult((found = log.Lines.FirstOrDefault(line =>
                line.Text.StartsWith("Slow query: ", StringComparison.Ordinal) && line.Text.Contains(statement)
                && line.Scope.GetValueOrDefault(key) == value
                && line.Scope.GetValueOrDefault("projetk.resource") == name)) is not null),
            "it is written down");
        return found!;
    }

    public sealed class SlowHost : CounterHost
    {
        internal string Caller => By.Subject;

        /// <summary>Everything is slow.</summary>
        protected override Dictionary<string, string?> Settings() =>
            new(base.Settings()) { ["Database:Slow"] = "00:00:00" };
    }
}
