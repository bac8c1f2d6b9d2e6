using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;

namespace ProjetK.Gateway.Tests;

/// <summary>Requests for every RPC of the contract.</summary>
internal static partial class Rpcs
{
    public static readonly IReadOnlyList<MethodDescriptor> All =
        [.. Wires.Services.SelectMany(service => service.Methods)];

    /// <summary>Those that change something and need no login.</summary>
    public static IEnumerable<MethodDescriptor> PublicWrites => All.Where(rpc =>
        rpc.GetOptions().GetExtension(AccessExtensions.Access).Public
        && rpc.InputType.FindFieldByName("request_id") is not null);

    /// <summary>Every way to reach it over JSON, with an id in the place of every star.</summary>
    public static IEnumerable<(HttpMethod Verb, string Path)> Requests(MethodDescriptor rpc, string id)
    {
        if (rpc.GetOptions().GetExtension(AnnotationsExtensions.Http) is not { } first)
            yield break;
        foreach (var rule in first.AdditionalBindings.Prepend(first))
        {
            var json = JsonNode.Parse(rule.ToString())!.AsObject();
            var (verb, path) = json.First(pair => pair.Key is "get" or "put" or "post" or "patch" or "delete");
            yield return (HttpMethod.Parse(verb),
                Variables().Replace(path!.GetValue<string>(), match => match.Groups[1].Value).Replace("*", id));
        }
    }

    [GeneratedRegex(@"\{[a-z_.]+=([^}]*)\}")]
    private static partial Regex Variables();
}
