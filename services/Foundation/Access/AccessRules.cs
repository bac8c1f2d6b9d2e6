using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf.Reflection;
using ProjetK.Auth.V1;

namespace ProjetK.Foundation;

/// <summary>Who may call which RPC, as the protos say it.</summary>
internal sealed class AccessRules
{
    private readonly ConcurrentDictionary<string, Access> rules = new();

    /// <summary>Refuses a caller who may not make this call, named as <c>/package.Service/Method</c>.</summary>
    public void Require(string method, Caller caller)
    {
        var access = rules.GetValueOrDefault(method);
        if (access is { Public: true })
            return;
        if (caller.Anonymous)
            throw CommonErrors.Unauthenticated();
        if (access is null || !access.Roles.Any(caller.Has))
            throw CommonErrors.PermissionDenied();
    }

    /// <summary>Takes in the rules of a service; fails naming each RPC that has none.</summary>
    public void Add(ServiceDescriptor service)
    {
        var unruled = new List<string>();
        foreach (var method in service.Methods)
        {
            var access = method.GetOptions()?.GetExtension(AccessExtensions.Access);
            if (access is null)
                unruled.Add(method.FullName);
            else
                rules[$"/{service.FullName}/{method.Name}"] = access;
        }
        if (unruled.Count > 0)
            throw new InvalidOperationException(
                $"These RPCs lack the option (projetk.auth.v1.access): {string.Join(", ", unruled)}.");
    }

    /// <summary>The descriptor of the gRPC service that a class implements.</summary>
    public static ServiceDescriptor Describe(Type implementation)
    {
        for (var type = implementation; type is not null; type = type.BaseType)
        {
            var descriptor = type.DeclaringType?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static);
            if (descriptor?.PropertyType == typeof(ServiceDescriptor))
                return (ServiceDescriptor)descriptor.GetValue(null)!;
        }
        throw new InvalidOperationException($"{implementation} is not a gRPC service.");
    }
}
