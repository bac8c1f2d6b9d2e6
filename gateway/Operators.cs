using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Model;

namespace ProjetK.Gateway;

/// <summary>RPCs that every service serves need to be told, over gRPC, which one is asked.</summary>
internal static class Operators
{
    /// <summary>The metadata that names the service.</summary>
    public const string Header = "projetk-service";

    private static readonly HashSet<string> Everywhere =
        [.. Contract.Services.Where(Routes.IsEverywhere).Select(service => service.FullName)];

    /// <summary>Refuses such a call when it names no service that there is. Comes after routing.</summary>
    public static void UseOperators(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is not null || !context.Request.IsGrpc()
            || context.Features.Get<RpcName>() is not { } rpc || !Everywhere.Contains(rpc.Service))
            return next(context);
        context.Response.WriteStatus(CommonErrors.InvalidField(
            Header, $"must be sent as metadata and name one of {string.Join(", ", Routes.Services)}.").ToStatus());
        return Task.CompletedTask;
    });
}
