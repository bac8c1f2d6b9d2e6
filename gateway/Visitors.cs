using System.Net;
using System.Security.Cryptography;
using System.Text;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>For whom the portal asks: the address of its visitor, which the portal alone can vouch for. Everybody who reads
/// pages would be one client otherwise.</summary>
internal sealed class Visitors(IConfiguration configuration)
{
    private readonly byte[]? secret = configuration[VisitorProof.Setting] is { Length: > 0 } text
        ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>The address of the client: that of the portal's visitor where the portal asks.</summary>
    public IPAddress? AddressOf(HttpContext context)
    {
        var parts = context.Request.Headers[VisitorProof.Header].ToString().Split(';');
        if (secret is not null && parts.Length == 2 && IPAddress.TryParse(parts[0], out var visitor)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(parts[1]), Encoding.ASCII.GetBytes(VisitorProof.Of(secret, parts[0]))))
            return visitor;
        return context.Connection.RemoteIpAddress;
    }
}
