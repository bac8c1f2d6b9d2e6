using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using ProjetK.Test.V1;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

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
        caller = Caller([]);
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

    [Fact]
    public async Task fails_for_want_of_a_provider_that_takes_requests_and_never_answers()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var tokenless = Caller(
            new() { ["Authentication:TokenAddress"] = $"http://{silent.LocalEndpoint}/token" });
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await tokenless.Services.GetRequiredService<CounterService.CounterServiceClient>()
                .CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 }));
        Assert.True(refusal.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded, $"{refusal.Status}");
    }

    [Theory, InlineData(StatusCode.Cancelled), InlineData(StatusCode.Internal)]
    public async Task over_a_line_that_breaks_is_a_want_of_that_service_and_no_error(StatusCode code)
    {
        host.Counting.Hold = _ => throw new RpcException(new Status(code, "", new IOException("broken")));
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.CountUpAsync(new() { Name = $"counters/{Guid.NewGuid():N}", Amount = 1 }));
        Assert.Equal((StatusCode.Unavailable, "another service does not answer: try again later."),
            (refusal.StatusCode, refusal.Status.Detail));
    }

    private WebApplication Caller(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Configuration["services:counter:grpc:0"] = $"http://127.0.0.1:{line.Port}";
        builder.Configuration.AddInMemoryCollection(host.Authority.Settings).AddInMemoryCollection(settings);
        builder.AddFoundation("caller");
        builder.AddServiceClient<CounterService.CounterServiceClient>("counter");
        return builder.Build();
    }
}
