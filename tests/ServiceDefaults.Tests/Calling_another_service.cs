using System.Diagnostics;
using Grpc.Core;
using ProjetK.Test.V1;
using ProjetK.Testing;

namespace ProjetK.ServiceDefaults.Tests;

public sealed class Calling_another_service : IClassFixture<CounterHost>, IAsyncLifetime
{
    private readonly CounterHost host;
    private readonly Line line;
    private readonly WebApplication caller;
    private readonly CounterService.CounterServiceClient client;

    public Calling_another_service(CounterHost host)
    {
        this.host = host;
        line = new Line("127.0.0.1", new Uri(host.App.Urls.Last()).Port);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Configuration["services:counter:grpc:0"] = $"http://127.0.0.1:{line.Port}";
        builder.Configuration.AddInMemoryCollection(host.Authority.Settings);
        builder.AddServiceDefaults("caller");
        builder.AddServiceClient<CounterService.CounterServiceClient>("counter");
        caller = builder.Build();
        client = caller.Services.GetRequiredService<CounterService.CounterServiceClient>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        host.Counting.Hold = _ => Task.CompletedTask;
        await caller.DisposeAsync();
        line.Dispose();
    }

    [Fact]
    public async Task finds_it_by_its_name_and_gives_the_request_an_id()
    {
        var request = new CountUpRequest { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 };
        var before = await host.Value<long>("SELECT count(*) FROM saved_answers");
        Assert.Equal(1, (await client.CountUpAsync(request)).Value);
        Assert.Equal("", request.RequestId);
        Assert.Equal(before + 1, await host.Value<long>("SELECT count(*) FROM saved_answers"));
    }

    [Fact]
    public async Task is_tried_again_while_it_is_unavailable()
    {
        line.Cut();
        var call = client.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 }).ResponseAsync;
        await Task.WhenAny(call, Task.Delay(50));
        line.Mend();
        Assert.Equal(1, (await call).Value);
    }

    [Fact]
    public async Task ends_after_five_seconds()
    {
        host.Counting.Hold = _ => Task.Delay(TimeSpan.FromSeconds(8));
        var watch = Stopwatch.StartNew();
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 }));
        Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(7));
    }
}
