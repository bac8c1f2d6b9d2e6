using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ProjetK.Gateway.Tests;

/// <summary>The gateway alone, as it runs in production, in front of something that remembers what reaches it.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StandIn service;

    private GatewayProcess(Process process, StandIn service, int http, int grpc, int https)
    {
        (this.process, this.service) = (process, service);
        (Http, Grpc) = (new($"http://127.0.0.1:{http}"), new($"http://127.0.0.1:{grpc}"));
        Https = new($"https://localhost:{https}");
    }

    internal Uri Http { get; }

    internal Uri Grpc { get; }

    internal Uri Https { get; }

    /// <summary>The headers of each request that was let through.</summary>
    internal IEnumerable<IHeaderDictionary> Passed => service.Passed.Select(request => request.Headers);

    internal static async Task<GatewayProcess> Start(params (string Key, string Value)[] settings)
    {
        var service = await StandIn.Start();
        int[] ports = [FreePort(), FreePort(), FreePort()];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gateway.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                ["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{ports[0]}",
                ["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{ports[1]}",
                ["services__ecosystem__grpc__0"] = service.Url,
            },
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__")] = value.Replace("{https}", $"{ports[2]}");
        var gateway = new GatewayProcess(Process.Start(start)!, service, ports[0], ports[1], ports[2]);
        await gateway.IsUp();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await service.DisposeAsync();
    }

    private async Task IsUp()
    {
        var up = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                up.TrySetException(new InvalidOperationException("The gateway ended."));
            else if (line.Data.Contains("Application started", StringComparison.Ordinal))
                up.TrySetResult();
        };
        process.BeginOutputReadLine();
        await up.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
