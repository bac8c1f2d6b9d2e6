using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Status = Google.Rpc.Status;

namespace ProjetK.ServiceDefaults;

/// <summary>Answers a gRPC call with nothing but how it ended.</summary>
internal static class Trailers
{
    public static void WriteStatus(this HttpResponse response, Status status, Exception? cause = null)
    {
        response.Clear();
        response.HttpContext.RequestServices.GetRequiredService<Refusals>().Note(response.HttpContext, status, cause);
        response.ContentType = response.HttpContext.Request.ContentType;
        response.Headers["grpc-status"] = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Message);
        if (status.Details.Count > 0)
            response.Headers["grpc-status-details-bin"] = status.ToByteString().ToBase64().TrimEnd('=');
    }
}
