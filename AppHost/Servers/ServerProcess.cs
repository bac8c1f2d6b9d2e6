using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Servers;

/// <summary>A server that runs as a process of this machine: a script beside the AppHost finds its programs or fetches
/// them, prepares its data and runs it.</summary>
internal sealed class ServerProcess(string name, string script) :
    ExecutableResource(name, "sh", AppContext.BaseDirectory), IResourceWithConnectionString
{
    public const string Endpoint = "tcp";

    /// <summary>The script, relative to the working directory.</summary>
    public string Script { get; } = Path.Combine("Servers", script);

    public EndpointReference PrimaryEndpoint => new(this, Endpoint);

    /// <summary>How its administrator connects.</summary>
    public ReferenceExpression ConnectionStringExpression { get; set; } = ReferenceExpression.Empty;
}

/// <summary>Adds servers that run as processes.</summary>
internal static class ServerProcesses
{
    /// <summary>Adds a server that listens on a free port of this machine, which its script finds in
    /// <paramref name="port"/>.</summary>
    public static IResourceBuilder<ServerProcess> AddServerProcess(
        this IDistributedApplicationBuilder builder, StackFolder folder, string name, string script, string port)
    {
        var server = new ServerProcess(name, script);
        var resource = builder.AddResource(server)
            .WithArgs(server.Script)
            .WithEndpoint(
                scheme: "tcp", name: ServerProcess.Endpoint, port: Ports.Free(), env: port, isProxied: false)
            .WithUrlForEndpoint(
                ServerProcess.Endpoint, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
            .WithEnvironment("PROJETK_DATA", folder.Path)
            .WithEnvironment("PROJETK_CACHE", Places.Cache);
        if (!folder.KeepsData)
            resource
                .WithEnvironment("PROJETK_THROW_AWAY", folder.Path)
                .WithEnvironment("PROJETK_HOST", $"{Environment.ProcessId}".ToString());
        return resource;
    }
}
