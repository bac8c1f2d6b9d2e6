using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Runs a RabbitMQ broker of the stack's own, with the Erlang port mapper it needs, on its own data.</summary>
internal static class RabbitServer
{
    // The node's name is part of its data: quorum queues know their members by it. The port mapper is private,
    // so that many nodes of this name can run on one machine.
    private const string Node = "projetk@localhost";

    // Few threads: a stack is for one machine that does other things too. Nodes talk among themselves on loopback only.
    private const string Erlang = "+S 2:2 +SDcpu 2:2 +SDio 4 -kernel inet_dist_use_interface {127,0,0,1}";

    public static async Task<SupervisedProcess?> StartAsync(
        RabbitMQServerResource server, Replica replica, CancellationToken cancellation)
    {
        var stack = replica.Stack;
        var programs = await RabbitPrograms.FindAsync(stack, cancellation);
        var data = stack.Folder.Of(server.Name);
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await WriteConfigurationAsync(data, server, cancellation);

        var mapper = $"{replica.Port("mapper")}";
        var environment = await programs.EnvironmentAsync(data, cancellation);
        var variables = Variables(data, server.PrimaryEndpoint.Port, replica.Port("nodes"), mapper, programs);
        foreach (var (name, value) in variables)
            environment[name] = value;
        // The mapper is of the same process group as the broker, and ends with it.
        const string script = "epmd -address 127.0.0.1 -port \"$ERL_EPMD_PORT\" & exec \"$0\"";
        return replica.Start(new("sh", ["-c", script, programs.Server])
        {
            Environment = environment,
            WorkingDirectory = data,
            Grace = TimeSpan.FromSeconds(20),
        });
    }

    private static async Task WriteConfigurationAsync(
        string data, RabbitMQServerResource server, CancellationToken cancellation)
    {
        var file = Path.Combine(data, "rabbitmq.conf");
        await File.WriteAllTextAsync(Path.Combine(data, "enabled_plugins"), "[].\n", cancellation);
        await File.WriteAllTextAsync(file,
            $"""
            listeners.tcp.1 = 127.0.0.1:{server.PrimaryEndpoint.Port}
            default_user = guest
            default_pass = {await server.PasswordParameter.GetValueAsync(cancellation)}
            log.console.level = info

            """, cancellation);
    }

    private static IEnumerable<(string Name, string Value)> Variables(
        string data, int port, int distributionPort, string mapper, RabbitPrograms programs) =>
    [
        ("HOME", data),
        ("ERL_EPMD_PORT", mapper),
        ("RABBITMQ_HOME", programs.Home),
        ("RABBITMQ_NODENAME", Node),
        ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        ("RABBITMQ_NODE_PORT", $"{port}"),
        ("RABBITMQ_DIST_PORT", $"{distributionPort}"),
        ("RABBITMQ_MNESIA_BASE", Path.Combine(data, "mnesia")),
        ("RABBITMQ_LOG_BASE", Path.Combine(data, "log")),
        ("RABBITMQ_LOGS", "-"),
        ("RABBITMQ_CONFIG_FILE", Path.Combine(data, "rabbitmq")),
        ("RABBITMQ_ADVANCED_CONFIG_FILE", Path.Combine(data, "advanced.config")),
        ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(data, "enabled_plugins")),
        ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", Erlang),
        // Lets the start script become the broker instead of waiting beside it.
        ("RUNNING_UNDER_SYSTEMD", "true"),
    ];
}
