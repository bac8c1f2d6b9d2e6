using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using MimeKit;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Being_killed(Being_killed.CounterProcess counter) : IClassFixture<Being_killed.CounterProcess>
{
    private const int Requests = 5, KilledBySignal = 128 + 9;

    public static TheoryData<string> Points => [.. Enum.GetNames<CrashPoint>()];

    [Theory, MemberData(nameof(Points))]
    public async Task loses_nothing_and_does_nothing_twice(string point)
    {
        // A dead letter is moved only where something cannot be handled.
        var poison = point == nameof(CrashPoint.MoverBeforeAcknowledgement) ? "poison" : "";
        var requests = Enumerable.Range(0, Requests).Select(_ => new CountUpRequest
        {
            Name = $"counters/{Guid.NewGuid():N}{poison}",
            Amount = 1,
            RequestId = Guid.NewGuid().ToString(),
        }).ToArray();

        // The relay takes all events at once, and the mover all dead letters: they pass the points of a batch once only.
        var passage = point is nameof(CrashPoint.RelayAfterClaim) or nameof(CrashPoint.RelayBeforeDelete)
            or nameof(CrashPoint.MoverBeforeAcknowledgement) ? 1 : 2;
        await counter.Launch($"{point}:{passage}");
        await Until.True(async () =>
        {
            await Task.WhenAll(requests.Select(Try));
            return counter.HasExited;
        }, "the process ends");
        Assert.Equal(KilledBySignal, counter.ExitCode);

        await counter.Launch(crashAt: null);
        // What a dead relay claimed is free again when its lease is over.
        await counter.Value<bool>(
            "WITH freed AS (UPDATE outbox SET claimed_until = claimed_until - interval '30 s') SELECT true");
        await Until.True(
            async () => (await Task.WhenAll(requests.Select(Try))).All(done => done), "every request is answered");
        await Until.True(
            async () => await counter.Value<long>("SELECT count(*) FROM outbox") == 0, "the outbox is empty");
        var names = string.Join(", ", requests.Select(request => $"'{request.Name}'"));
        await Until.True(async () => await Seen(names, poison) >= Requests, "every event is received");
        await counter.Quiet();
        await Until.True(
            async () => await counter.Value<long>("SELECT count(*) FROM outgoing_mails") == 0, "every mail is sent");
        Assert.Equal(
            requests.Select(request => request.Name).Order(),
            counter.Mails().Where(mail => names.Contains($"'{mail.Subject}'")).Select(mail => mail.Subject).Order());
        Assert.Equal(Requests, await Seen(names, poison));
        Assert.Equal(Requests, await counter.Value<long>(
            $"SELECT count(*) FROM counters WHERE name IN ({names}) AND value = 1"));
        Assert.Equal(Requests, await counter.Value<long>(
            $"SELECT count(*) FROM history WHERE resource IN ({names})"));
    }

    private Task<long> Seen(string names, string poison) => counter.Value<long>(poison.Length == 0
        ? $"SELECT count(*) FROM received WHERE name IN ({names})"
        : $"""
            SELECT coalesce(sum(delivery_count), 0) FROM dead_letters
            WHERE convert_from(body, 'UTF8')::jsonb->'message'->>'name' IN ({names})
            """);

    private async Task<bool> Try(CountUpRequest request)
    {
        try
        {
            var counted = await counter.Grpc.CountUpAsync(request, deadline: DateTime.UtcNow.AddSeconds(10));
            Assert.Equal(1, counted.Value);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <summary>The counter service as a process that can be killed and started again.</summary>
    public sealed class CounterProcess : CounterHost
    {
        private readonly string folder = Directory.CreateTempSubdirectory("projetk-mails-").FullName;
        private Process? process;

        internal bool HasExited => process!.HasExited;

        internal int ExitCode => process!.ExitCode;

        internal async Task Launch(string? crashAt)
        {
            await End();
            string[] urls = [$"http://127.0.0.1:{FreePort()}", $"http://127.0.0.1:{FreePort()}"];
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Foundation.Tests"), "counter")
            {
                RedirectStandardInput = true,
                WorkingDirectory = AppContext.BaseDirectory,
            };
            foreach (var (key, value) in Settings())
                start.Environment[key.Replace(":", "__")] = value;
            (string Name, string Protocols)[] endpoints = [("http", "Http1"), ("grpc", "Http2")];
            foreach (var ((name, protocols), url) in endpoints.Zip(urls))
            {
                start.Environment[$"Kestrel__Endpoints__{name}__Url"] = url;
                start.Environment[$"Kestrel__Endpoints__{name}__Protocols"] = protocols;
            }
            start.Environment["Faults__CrashAt"] = crashAt;
            process = Process.Start(start)!;
            Connect(urls);
            await Until.True(() => IsUp(), "the process serves");
        }

        /// <summary>What was sent.</summary>
        internal IEnumerable<MimeMessage> Mails() =>
            Directory.EnumerateFiles(folder, "*.eml").Select(path => MimeMessage.Load(path));

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        protected override Dictionary<string, string?> Settings() => new(base.Settings())
        {
            ["Mail:Folder"] = folder,
            ["Mail:Lease"] = "00:00:01",
            ["Counter:KeySecret"] = "a secret of the counter's own",
        };

        /// <summary>Waits until the broker has nothing left to deliver.</summary>
        internal async Task Quiet()
        {
            await Until.True(async () => await TestBroker.Count("counter-receive-counted-up") == 0, "the queue is empty");
            await Until.True(async () => await TestBroker.Count("counter-receive-counted-up_error") == 0, "no dead letter is left");
        }

        protected override Task Start() => Task.CompletedTask;

        protected override Task Stop() => End();

        private async Task End()
        {
            if (process is null)
                return;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
            Http.Dispose();
        }

        private async Task<bool> IsUp()
        {
            try
            {
                return process!.HasExited || (await Http.GetAsync("/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
