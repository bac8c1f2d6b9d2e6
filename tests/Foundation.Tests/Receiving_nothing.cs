using MassTransit;
using ProjetK.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation.Tests;

public sealed class Receiving_nothing(CounterHost host) : IClassFixture<CounterHost>
{
    private const string Queue = "counter-receive-counted-up";

    [Fact]
    public async Task for_a_minute_while_the_broker_answers_ends_the_service_to_be_started_again()
    {
        using var watch = new Watch(host);
        watch.Fault(new IOException("The connection was closed."));
        await watch.Look();
        watch.Pass(TimeSpan.FromSeconds(59));
        await watch.Look();
        Assert.False(watch.HasEnded);

        watch.Pass(TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.Equal((true, ReceptionWatch.ExitCode), (watch.HasEnded, watch.ExitCode));
        Assert.Contains(watch.Log.Lines, line => line.StartsWith($"Nothing was heard of the endpoint {Queue} for 60 s"));
    }

    [Fact]
    public async Task from_the_first_moment_on_ends_it_too()
    {
        using var watch = new Watch(host, isReady: false);
        await watch.Look();
        watch.Pass(TimeSpan.FromMinutes(1));
        await watch.Look();
        Assert.True(watch.HasEnded);
    }

    [Fact]
    public async Task while_the_broker_is_away_is_no_reason_and_the_minute_begins_when_it_answers()
    {
        using var watch = new Watch(host);
        watch.BrokerLine.Cut();
        watch.Fault(new IOException("The connection was closed."));
        await watch.Look();
        watch.Pass(TimeSpan.FromHours(1));
        await watch.Look();
        Assert.False(watch.HasEnded);

        watch.BrokerLine.Mend();
        await watch.Look();
        watch.Pass(TimeSpan.FromSeconds(59));
        await watch.Look();
        Assert.False(watch.HasEnded);
        watch.Pass(TimeSpan.FromSeconds(1));
        await watch.Look();
        Assert.True(watch.HasEnded);
    }

    [Fact]
    public async Task though_it_is_tried_again_and_again_lets_it_try()
    {
        using var watch = new Watch(host);
        for (var time = 0; time < 10; time++)
        {
            watch.Fault(new IOException("The connection was closed."));
            watch.Pass(TimeSpan.FromSeconds(40));
            await watch.Look();
        }
        Assert.False(watch.HasEnded);
        watch.Recover();
        watch.Pass(TimeSpan.FromHours(1));
        await watch.Look();
        Assert.False(watch.HasEnded);
    }

    [Fact]
    public async Task because_the_broker_refuses_is_told_and_ends_nothing()
    {
        using var watch = new Watch(host);
        watch.Fault(new ConnectionException("It failed.", new OperationInterruptedException(
            new ShutdownEventArgs(ShutdownInitiator.Peer, 406, "PRECONDITION_FAILED - inequivalent arg"))));
        await watch.Look();
        watch.Pass(TimeSpan.FromHours(1));
        await watch.Look();
        Assert.False(watch.HasEnded);
        Assert.Contains("PRECONDITION_FAILED", Assert.Single(watch.Log.Lines));
    }

    [Fact]
    public async Task is_not_so_of_any_queue_of_a_service_that_is_well()
    {
        var reception = host.App.Services.GetRequiredService<Reception>();
        await Until.True(() => Task.FromResult(reception.Silences.Count == 0), "all queues are received from");
    }

    [Fact]
    public async Task and_never_stopping_keeps_no_service_from_ending()
    {
        var log = new HeardLog();
        var probe = host.App.Services.GetRequiredService<BrokerProbe>();
        var bus = new StoppableBus(new HangingBus(), probe, TimeSpan.Zero, Logger<StoppableBus>(log));
        await bus.Stop(TestContext.Current.CancellationToken);
        Assert.StartsWith("The bus did not stop in time", Assert.Single(log.Lines));
    }

    private static ILogger<T> Logger<T>(HeardLog log) =>
        LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<T>();

    /// <summary>A watch over the queues of the counter in a time of its own, over a line to the broker of its own.
    /// </summary>
    private sealed class Watch : IDisposable
    {
        private readonly Time time = new();
        private readonly Lifetime lifetime = new();
        private readonly Reception reception;
        private readonly ReceptionWatch watch;

        public Watch(CounterHost host, bool isReady = true)
        {
            reception = new(host.App.Services.GetRequiredService<Topology>(), time);
            foreach (var (queue, _) in reception.Silences.Where(_ => isReady))
                reception.Ready(new Happened(queue));
            var broker = new UriBuilder(TestServers.Broker) { Host = "127.0.0.1", Port = BrokerLine.Port };
            watch = new(
                reception, host.App.Services.GetRequiredService<BrokerProbe>(),
                new ConnectionFactory { Uri = broker.Uri }, time, lifetime, Logger<ReceptionWatch>(Log));
        }

        public Line BrokerLine { get; } = new(TestServers.Broker.Host, TestServers.Broker.Port);

        public HeardLog Log { get; } = new();

        public bool HasEnded => lifetime.HasEnded;

        /// <summary>What the process would have ended with.</summary>
        public int ExitCode { get; private set; }

        public void Fault(Exception failure) => reception.Faulted(new Happened(Queue) { Exception = failure });

        public void Recover() => reception.Ready(new Happened(Queue));

        public void Pass(TimeSpan span) => time.Now += span;

        public async Task Look()
        {
            var ofTheTests = Environment.ExitCode;
            await watch.Look(TestContext.Current.CancellationToken);
            (ExitCode, Environment.ExitCode) = (Environment.ExitCode, ofTheTests);
        }

        public void Dispose()
        {
            watch.Dispose();
            BrokerLine.Dispose();
        }
    }

    private sealed class Happened(string queue) : ReceiveEndpointReady, ReceiveEndpointFaulted
    {
        public Uri InputAddress { get; } = new($"rabbitmq://localhost/{queue}");

        public IReceiveEndpoint ReceiveEndpoint => null!;

        public bool IsStarted => true;

        public Exception? Exception { get; init; }
    }

    private sealed class Time : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public bool HasEnded { get; private set; }

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => HasEnded = true;
    }

    /// <summary>As MassTransit's does while an endpoint hangs.</summary>
    private sealed class HangingBus : IBusDepot
    {
        public Task Start(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task Stop(CancellationToken cancellationToken) => Task.Delay(System.Threading.Timeout.Infinite);
    }
}
