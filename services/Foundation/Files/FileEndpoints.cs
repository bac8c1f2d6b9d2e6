using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ProjetK.Foundation;

/// <summary>Serves over HTTP what JSON cannot carry, at the path that the proto of an RPC names and for those who may
/// call that RPC.</summary>
public static partial class FileEndpoints
{
    /// <summary>Serves an RPC in this way instead of as JSON.</summary>
    public static void MapFile(this WebApplication app, MethodDescriptor rpc, Func<FileCall, Task> serve)
    {
        var rule = rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http)
            ?? throw new InvalidOperationException($"{rpc.FullName} has no HTTP rule.");
        var template = RpcName.PathOf(rule)!;
        var name = new RpcName(rpc.Service.FullName, rpc.Name);
        var door = app.Services.GetRequiredService<AccessInterceptor>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ProjetK.Files");
        app.MapMethods(Route(template), [rule.PatternCase == HttpRule.PatternOneofCase.Get ? "GET" : "POST"],
            async http =>
            {
                await door.Check(http, name.Path);
                var path = Variables(template, http.Request.RouteValues);
                var scope = new RequestScope(name.Short, path.Select(part => part.Value).FirstOrDefault());
                http.Features.Set(scope);
                var caller = Callers.Of(http);
                RequestScope.Name(http, caller.Subject);
                using var _ = logger.BeginScope(scope);
                var request = FileCall.Parse(rpc.InputType, path, http.Request.Query);
                RequestChecks.Check(request);
                await serve(new(http, request, new(caller, name.Path, http.RequestAborted)));
            })
            // Before what the transcoder has at the same path.
            .WithOrder(-1)
            .WithMetadata(name, new ReadableRoute(template));
    }

    /// <summary><c>/v1/{name=calls/*}:export</c> as the router writes it: <c>/v1/calls/{name0}:export</c>.</summary>
    internal static string Route(string template) => Variable().Replace(template, match =>
    {
        var (field, number) = (match.Groups[1].Value, 0);
        return string.Join('/', match.Groups[2].Value.Split('/')
            .Select(part => part == "*" ? $"{{{field}{number++}}}" : part));
    });

    private static (string Field, string Value)[] Variables(string template, RouteValueDictionary values) =>
    [
        .. Variable().Matches(template).Select(match =>
        {
            var (field, number) = (match.Groups[1].Value, 0);
            return (field, string.Join('/', match.Groups[2].Value.Split('/')
                .Select(part => part == "*" ? $"{values[$"{field}{number++}"]}" : part)));
        }),
    ];

    [GeneratedRegex(@"\{([a-z_]+)=([^}]*)\}")]
    private static partial Regex Variable();
}
