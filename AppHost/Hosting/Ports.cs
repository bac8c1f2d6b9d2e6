using System.Net;
using System.Net.Sockets;

namespace ProjetK.AppHost.Hosting;

/// <summary>Ports of this machine.</summary>
internal static class Ports
{
    // Below the ports that the kernel hands out for outgoing connections.
    private const int First = 20_000, End = 32_000;

    /// <summary>A port that is free now.</summary>
    public static int Free()
    {
        while (true)
            if (Random.Shared.Next(First, End) is var port && IsFree(port))
                return port;
    }

    /// <summary>The port that a setting names, or the usual one; 0 stands for any that is free.</summary>
    public static int Asked(string setting, int? asked, int usual) => (asked ?? usual) switch
    {
        0 => Free(),
        var port when IsFree(port) => port,
        var port => throw new StackException(
            $"Port {port} is taken by another program.", $"choose another port: --{setting}={Free()}"),
    };

    private static bool IsFree(int port) =>
        CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException exception)
        {
            // A machine may know IPv6 and have no such address.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
