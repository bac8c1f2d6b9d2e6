using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;

namespace ProjetK.Benchmarks.Limits;

/// <summary>A limit that is served by a process of its own, as services are: this program, called for that.</summary>
internal sealed class LimitProcess : IAsyncDisposable
{
    private readonly Process process;

    private LimitProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static Task<LimitProcess> Hello() => Start("hello");

    public static Task<LimitProcess> Proxy(Uri to) => Start("proxy", to.ToString());

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<LimitProcess> Start(string what, params string[] more)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", what, $"{port}", .. more]);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Insert(0, typeof(LimitProcess).Assembly.Location);
        var limit = new LimitProcess(Process.Start(start)!, new($"http://127.0.0.1:{port}"));
        await Answers(limit.Address);
        return limit;
    }

    /// <summary>Ends when it says hello for the first time.</summary>
    private static async Task Answers(Uri address)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        using var channel = GrpcChannel.ForAddress(address);
        var client = new Hello.HelloClient(channel);
        while (true)
            try
            {
                await client.SayAsync(new());
                return;
            }
            catch (Grpc.Core.RpcException) when (DateTime.UtcNow < deadline)
            {
                await Task.Delay(10);
            }
    }
}
