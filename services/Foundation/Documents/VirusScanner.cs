using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace ProjetK.Foundation;

/// <summary>Asks a ClamAV daemon (<c>Scanner:Address</c>, e.g. <c>clamav:3310</c>) what it finds in a document, by its
/// command INSTREAM. Without that setting nobody looks, and documents say so.</summary>
internal sealed class VirusScanner(string host, int port)
{
    public const string Setting = "Scanner:Address";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The scanner that is configured, if any; fails when the setting makes no sense.</summary>
    public static VirusScanner? Of(string? address) => string.IsNullOrEmpty(address) ? null
        : address.Split(':') is [{ Length: > 0 } host, var port] && ushort.TryParse(port, out var number)
            ? new(host, number)
            : throw new InvalidOperationException($"{Setting} must be a host and a port, such as clamav:3310.");

    /// <summary>True when nothing was found.</summary>
    public async Task<bool> IsClean(IAsyncEnumerable<byte[]> content, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, patience.Token);
        await using var line = client.GetStream();
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
        var length = new byte[4];
        await foreach (var chunk in content.WithCancellation(patience.Token))
        {
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await line.WriteAsync(length, patience.Token);
            await line.WriteAsync(chunk, patience.Token);
        }
        await line.WriteAsync(new byte[4], patience.Token);
        using var reader = new StreamReader(line, Encoding.ASCII);
        var verdict = (await reader.ReadToEndAsync(patience.Token)).Trim('\0', '\n', ' ');
        return verdict.EndsWith(" OK", StringComparison.Ordinal) ? true
            : verdict.EndsWith(" FOUND", StringComparison.Ordinal) ? false
            : throw new IOException($"The virus scanner answered: {verdict}");
    }
}
