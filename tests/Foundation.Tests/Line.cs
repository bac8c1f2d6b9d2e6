using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProjetK.Foundation.Tests;

/// <summary>A line to a server that can be cut, frozen and mended.</summary>
internal sealed class Line : IDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly ConcurrentBag<Socket> ends = [];
    private TcpListener? listener;
    private volatile bool frozen;

    public Line(string host, int port)
    {
        (this.host, this.port) = (host, port);
        Mend();
    }

    public int Port { get; private set; }

    /// <summary>Nothing passes any more, and nobody is told.</summary>
    public void Freeze() => frozen = true;

    /// <summary>Every connection breaks and new ones are refused.</summary>
    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        while (ends.TryTake(out var end))
        {
            end.Close(timeout: 0);
        }
    }

    /// <summary>New connections pass again.</summary>
    public void Mend()
    {
        frozen = false;
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Accept(listener);
    }

    public void Dispose() => Cut();

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true)
            {
                var near = await from.AcceptTcpClientAsync();
                var far = new TcpClient();
                await far.ConnectAsync(host, port);
                ends.Add(near.Client);
                ends.Add(far.Client);
                _ = Copy(near, far);
                _ = Copy(far, near);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task Copy(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int length;
            while ((length = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                if (!frozen)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or one side hung up.
        }
        from.Dispose();
        to.Dispose();
    }
}
