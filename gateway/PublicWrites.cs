using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;

namespace ProjetK.Gateway;

/// <summary>Knows from the protos what anybody may write: RPCs that are public and change something.</summary>
internal static partial class PublicWrites
{
    private static readonly MethodDescriptor[] Rpcs =
    [
        .. Contract.Services.SelectMany(service => service.Methods).Where(rpc =>
            rpc.GetOptions()?.GetExtension(AccessExtensions.Access) is { Public: true }
            && rpc.InputType.FindFieldByName("request_id") is not null),
    ];

    private static readonly HashSet<string> Methods =
        [.. Rpcs.Select(rpc => $"/{rpc.Service.FullName}/{rpc.Name}")];

    private static readonly Regex[] Paths = [.. Rpcs.Select(PathOf).OfType<Regex>()];

    public static bool Are(HttpRequest request) => HttpMethods.IsPost(request.Method)
        && (Methods.Contains(request.Path.Value ?? "") || Paths.Any(path => path.IsMatch(request.Path.Value ?? "")));

    /// <summary>Whatever is sent to the provider of identities tries a password, a code or a link.</summary>
    public static bool IsSignIn(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/connect");

    private static Regex? PathOf(MethodDescriptor rpc) =>
        rpc.GetOptions().GetExtension(AnnotationsExtensions.Http) is { Post.Length: > 0 } rule
            ? new Regex($"^{Variable().Replace(rule.Post, variable => variable.Groups[1].Value.Replace("*", "[^/]+"))}$")
            : null;

    [GeneratedRegex(@"\{[a-z_.]+=([^}]*)\}")]
    private static partial Regex Variable();
}
