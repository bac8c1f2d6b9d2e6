using System.Net.Sockets;
using System.Text;

namespace ProjetK.Gateway.Tests;

/// <summary>Sends bytes that no client would, and reads the answer as they come.</summary>
internal static class Line
{
    /// <summary>The answer up to its end, which the request must ask for or deserve.</summary>
    public static async Task<string> Send(Uri gateway, string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, patience.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var read = new MemoryStream();
        try
        {
            await stream.CopyToAsync(read, patience.Token);
        }
        catch (IOException)
        {
            // It hung up on what was still coming.
        }
        return Encoding.UTF8.GetString(read.ToArray());
    }
}
