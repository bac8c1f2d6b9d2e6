using System.Net;
using System.Security.Cryptography;
using System.Text;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>For whom the portal asks: the address of its visitor, which the portal alone can vouch for. Everybody who reads
/// pages would be one client otherwise.</summary>
internal static class Visitors
{
    /// <summary>Takes the visitor for the client. Comes before headers of ours are dropped.</summary>
    public static void UseVisitors(this WebApplication app)
    {
        if (app.Configuration[VisitorProof.Setting] is not { Length: > 0 } text)
            return;
        var secret = Encoding.UTF8.GetBytes(text);
        app.Use((context, next) =>
        {
            var parts = context.Request.Headers[VisitorProof.Header].ToString().Split(';');
            if (parts.Length == 2 && IPAddress.TryParse(parts[0], out var visitor)
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(VisitorProof.Of(secret, parts[0]))))
                context.Connection.RemoteIpAddress = visitor;
            return next(context);
        });
    }
}
