using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace ProjetK.Architecture.Tests;

public sealed partial class The_gateway
{
    private static readonly JsonElement Routes = JsonDocument.Parse(Repository.Read("gateway/appsettings.json"))
        .RootElement.GetProperty("ReverseProxy").GetProperty("Routes");

    /// <summary>What every service answers for itself; a request to it names the service.</summary>
    private const string Everywhere = "operations";

    private static IEnumerable<MethodDescriptor> Rpcs => Contract.Rpcs.Where(rpc => Service(rpc) != Everywhere);

    [Fact]
    public void leads_the_path_of_every_RPC_to_its_service() => Assert.All(
        Rpcs.Where(rpc => Contract.Route(rpc) is not null),
        rpc => Assert.Equal([$"{Service(rpc)}-http"], Clusters(Collection(Contract.Route(rpc)!.Value.Path))));

    [Fact]
    public void leads_every_gRPC_service_to_its_service() => Assert.All(
        Rpcs,
        rpc => Assert.Equal(
            $"/projetk.{Service(rpc)}.v1.{{service}}/{{method}}",
            Routes.GetProperty($"{Service(rpc)}-grpc").GetProperty("Match").GetProperty("Path").GetString()));

    [Fact]
    public void leads_operations_to_the_service_that_the_request_names() =>
        Assert.All(Rpcs.Select(Service).Distinct(), LeadsOperations);

    private static void LeadsOperations(string service)
    {
        var (json, grpc) = (Match($"{Everywhere}-{service}-http"), Match($"{Everywhere}-{service}-grpc"));
        Assert.Equal($"/v1/services/{service}/{{**rest}}", json.GetProperty("Path").GetString());
        Assert.Equal($"/projetk.{Everywhere}.v1.{{service}}/{{method}}", grpc.GetProperty("Path").GetString());
        Assert.Equal(service, grpc.GetProperty("Headers")[0].GetProperty("Values")[0].GetString());
    }

    private static JsonElement Match(string route) => Routes.GetProperty(route).GetProperty("Match");

    private static string Service(MethodDescriptor rpc) => rpc.File.Package.Split('.')[1];

    /// <summary>The first part of a path after the version, e.g. <c>grants:simulate</c>.</summary>
    private static string Collection(string path) =>
        FirstPart().Match(Variable().Replace(path, match => match.Groups[1].Value)).Groups[1].Value;

    private static IEnumerable<string> Clusters(string collection) => Routes.EnumerateObject()
        .Where(route => Constraint().Match(route.Value.GetProperty("Match").GetProperty("Path").GetString()!) is
        { Success: true } constraint && Regex.IsMatch(collection, constraint.Groups[1].Value))
        .Select(route => route.Value.GetProperty("ClusterId").GetString()!);

    [GeneratedRegex(@"\{[a-z_.]+=([^}]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex("^/v1/([^/]+)")]
    private static partial Regex FirstPart();

    [GeneratedRegex(@"\{collection:regex\((.*)\)\}/")]
    private static partial Regex Constraint();
}
