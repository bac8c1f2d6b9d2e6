using Google.Protobuf.Reflection;
using ProjetK.Gateway.OpenApi;
using ProjetK.ServiceDefaults;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ProjetK.Gateway;

/// <summary>Finds the RPC at a path: a tree of the parts of all paths, so that a request costs a step a part. Like the
/// router of the services it takes capitals for small letters and lets a path end in a slash.</summary>
internal sealed class RpcPaths
{
    private const string Any = "*";
    private readonly Part root = new();

    public RpcPaths(IEnumerable<ServiceDescriptor> services)
    {
        foreach (var rpc in services.SelectMany(service => service.Methods))
        {
            var name = new RpcName(rpc.Service.FullName, rpc.Name);
            Add("POST", $"/{name.Service}/{name.Method}", name);
            foreach (var http in HttpBinding.Of(rpc))
                Add(http.Verb.Method, http.Path.Shape, name);
        }
    }

    public RpcName? Find(string method, string path)
    {
        var (names, action) = Split(path.EndsWith('/') ? path[..^1] : path);
        return Find(root, names.Split('/'), 0, $"{method}{action}");
    }

    private static RpcName? Find(Part part, string[] names, int place, string action)
    {
        if (place == names.Length)
            return part.Rpcs.GetValueOrDefault(action);
        return (part.Parts.TryGetValue(names[place], out var exact) ? Find(exact, names, place + 1, action) : null)
            ?? (part.Parts.TryGetValue(Any, out var any) ? Find(any, names, place + 1, action) : null);
    }

    private void Add(string method, string path, RpcName rpc)
    {
        var (names, action) = Split(path);
        var part = root;
        foreach (var name in names.Split('/'))
            part = part.Parts.TryGetValue(name, out var known) ? known : part.Parts[name] = new();
        part.Rpcs[$"{method}{action}"] = rpc;
    }

    /// <summary>What stands behind the colon is no part of the name.</summary>
    private static (string Names, string Action) Split(string path) =>
        path.LastIndexOf(':') is > 0 and var colon && colon > path.LastIndexOf('/')
            ? (path[..colon], path[colon..])
            : (path, "");

    private sealed class Part
    {
        public Dictionary<string, Part> Parts { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, RpcName> Rpcs { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
