using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Free ports for one stack, which no other stack of the same user is given meanwhile.</summary>
internal sealed class PortLease : IDisposable
{
    // Below the ports that the kernel hands out for outgoing connections.
    private const int First = 20_000, End = 32_000;
    private readonly List<FileStream> leases = [];
    private readonly string folder = Path.Combine(Places.Cache, "ports");

    private PortLease() => Places.Create(folder);

    /// <summary>Gives every endpoint a port for each replica, the first the one it asks for, unless all are to be
    /// random.</summary>
    public static PortLease For(IEnumerable<Resource> resources, bool random)
    {
        var ports = new PortLease();
        foreach (var resource in resources)
            foreach (var endpoint in resource.All<EndpointAnnotation>())
                endpoint.AllocatedPorts = [.. Enumerable.Range(0, resource.ReplicaCount).Select(replica =>
                    !random && replica == 0 && endpoint.Port is > 0 and var asked
                        ? ports.Require(resource, endpoint, asked) : ports.Next())];
        return ports;
    }

    public int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (IsFree(port) && FileLock.TryTake(Path.Combine(folder, $"{port}")) is { } lease)
            {
                leases.Add(lease);
                return port;
            }
        }
    }

    public void Dispose()
    {
        foreach (var lease in leases)
        {
            File.Delete(lease.Name);
            lease.Dispose();
        }
    }

    private int Require(Resource resource, EndpointAnnotation endpoint, int port) => IsFree(port) ? port
        : throw new StackException(resource.Name, $"port {port}, where it should listen, is taken by another program",
            $"choose another port: --{Capitalised(resource.Name)}:{Capitalised(endpoint.Name)}Port={Next()}");

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

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
