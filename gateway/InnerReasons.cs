using System.Globalization;
using Grpc.Core;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway;

/// <summary>Takes off an answer what a service says to the gateway alone: why it refused. By every wire alike, it then
/// stands on the gateway's span.</summary>
internal static class InnerReasons
{
    public static void UseInnerReasons(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.Remove(Refusals.Header, out var refusal)
                && $"{refusal}".Split(' ') is [var code, var reason]
                && int.TryParse(code, CultureInfo.InvariantCulture, out var number))
                ServerSpans.Refuse(context, (StatusCode)number, reason);
            return Task.CompletedTask;
        });
        return next(context);
    });
}
