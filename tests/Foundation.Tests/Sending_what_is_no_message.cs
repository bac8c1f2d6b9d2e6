using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Rpc;
using Grpc.Core;
using ProjetK.Test.V1;
using Status = Google.Rpc.Status;

namespace ProjetK.Foundation.Tests;

public sealed class Sending_what_is_no_message(Sending_what_is_no_message.HeardHost host)
    : IClassFixture<Sending_what_is_no_message.HeardHost>
{
    private const string Rpc = "/projetk.test.v1.CounterService/CountUp";

    public static TheoryData<string, byte[], string?> Bytes => new()
    {
        { "text that is not UTF-8", Frame(0, 0x0a, 0x02, 0xc3, 0x28), null },
        { "a field that is cut off", Frame(0, 0x0a, 0x20, 0x41), null },
        { "a number that never ends", Frame(0, [0x10, .. Enumerable.Repeat((byte)0xff, 11)]), null },
        { "a field without a number", Frame(0, 0x00), null },
        { "a frame that is cut off", Frame(0, 0x0a, 0x01, 0x41)[..^1], null },
        { "a frame of no kind", Frame(9, 0x0a, 0x01, 0x41), null },
        { "garbage under gzip", Frame(1, 0x41, 0x42, 0x43), "gzip" },
        { "nothing", [], null },
    };

    [Theory, MemberData(nameof(Bytes))]
    public async Task over_gRPC_is_the_callers_mistake(string what, byte[] bytes, string? encoding)
    {
        var status = await Send(Rpc, "application/grpc", bytes, encoding);
        Assert.True((int)StatusCode.InvalidArgument == status.Code, $"{what}: {status}");
        Assert.Equal("INVALID_FIELD", status.GetDetail<ErrorInfo>()?.Reason);
        Assert.Empty(host.Errors);
    }

    [Theory]
    [InlineData("application/grpc-web", "AAAAAAQKAsMo", true)]
    [InlineData("application/grpc-web-text", "AAAAAAQKAsMo", false)]
    [InlineData("application/grpc-web-text", "!!! no base64 !!!", false)]
    [InlineData("application/grpc-web-text", "AAAAA", false)]
    public async Task over_gRPC_Web_is_the_callers_mistake(string type, string body, bool isBinary)
    {
        var bytes = isBinary ? Convert.FromBase64String(body) : System.Text.Encoding.ASCII.GetBytes(body);
        var status = await Send(Rpc, type, bytes);
        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
        Assert.Equal("INVALID_FIELD", status.GetDetail<ErrorInfo>()?.Reason);
        Assert.Empty(host.Errors);
    }

    [Theory]
    [InlineData("/projetk.test.v1.CounterService/countUp")]
    [InlineData("/PROJETK.TEST.V1.COUNTERSERVICE/CountUp")]
    [InlineData("/projetk.test.v1.CounterService/CountUp/")]
    [InlineData("/projetk.test.v1.CounterService/CountSideways")]
    [InlineData("/projetk.test.v1.Nothing/CountUp")]
    [InlineData("/v1/counters/a:countUp")]
    public async Task to_what_is_no_RPC_is_not_implemented(string path)
    {
        var status = await Send(path, "application/grpc", Frame(0));
        Assert.Equal((int)StatusCode.Unimplemented, status.Code);
        Assert.Equal("NOT_FOUND", status.GetDetail<ErrorInfo>()?.Reason);
    }

    [Fact]
    public async Task because_it_is_too_large_says_so()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Grpc.CountUpAsync(new() { Name = new string('x', 5 * 1024 * 1024) }));
        Assert.Contains("4 MiB", refusal.Status.Detail);
        Assert.NotNull(refusal.GetRpcStatus()?.GetDetail<ErrorInfo>());
    }

    private static byte[] Frame(byte compressed, params byte[] message)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private async Task<Status> Send(string path, string type, byte[] bytes, string? encoding = null)
    {
        using var client = new HttpClient { BaseAddress = new(host.App.Urls.Last()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } },
        };
        if (encoding is not null)
            request.Headers.Add("grpc-encoding", encoding);
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsStringAsync();
        HttpHeaders headers = answer.Headers.Contains("grpc-status") ? answer.Headers : answer.TrailingHeaders;
        var details = headers.GetValues("grpc-status-details-bin").Single();
        return Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
    }

    public sealed class HeardHost : CounterHost
    {
        private readonly ErrorLog log = new();

        internal IEnumerable<string> Errors => log.Lines;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        }

        private sealed class ErrorLog : ILoggerProvider, ILogger
        {
            public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = [];

            public ILogger CreateLogger(string categoryName) => this;

            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

            public void Dispose()
            {
            }
        }
    }
}
