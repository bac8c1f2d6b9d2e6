using System.Collections.Concurrent;
using Google.Protobuf.Reflection;

namespace ProjetK.Foundation;

/// <summary>Which reasons each RPC may give, as the protos say it.</summary>
internal sealed class RefusalRules
{
    private readonly ConcurrentDictionary<string, HashSet<string>> rules = new();

    /// <summary>Whether an RPC, named as <c>/package.Service/Method</c>, may be refused for that reason. An RPC that does
    /// not say how it may be refused may be refused for any.</summary>
    public bool Allow(string method, string reason) =>
        !rules.TryGetValue(method, out var reasons) || reasons.Contains(reason);

    /// <summary>Takes in what a service says.</summary>
    public void Add(ServiceDescriptor service)
    {
        foreach (var method in service.Methods.Where(method => Reasons.Own(method) is not null))
            rules[$"/{service.FullName}/{method.Name}"] = [.. Reasons.Of(method).Select(reason => reason.Name)];
    }
}
