namespace ProjetK.AppHost.LocalHosting;

/// <summary>Finds RabbitMQ and Erlang on this machine, or fetches them.</summary>
internal sealed record RabbitPrograms(string Home, string? FetchedRoot)
{
    private const string Remedy =
        "install the package rabbitmq-server, or name the folder that holds its sbin in PROJETK_RABBITMQ_HOME, "
        + "or connect this machine to its package source once";

    public string Server => Path.Combine(Home, "sbin", "rabbitmq-server");

    public static async Task<RabbitPrograms> FindAsync(Stack stack, CancellationToken cancellation)
    {
        var found = Installed().Where(home => File.Exists(Path.Combine(home, "sbin", "rabbitmq-server"))).ToArray();
        if (found is [var home, ..])
            return new(home, FetchedRoot: null);
        var root = await new DebianPackages(Places.Cache, stack.Terminal.Say)
            .FetchAsync("rabbitmq-server", Remedy, cancellation);
        return Versions(Path.Combine(root, "usr/lib/rabbitmq/lib")).Select(folder => new RabbitPrograms(folder, root))
            .FirstOrDefault()
            ?? throw new StackException("broker", "what was fetched has no RabbitMQ in it", Remedy);
    }

    /// <summary>With the Erlang that was fetched first in the path, if one was: the packaged `erl` has the folder
    /// of the system written into it, so another one, made here in a folder of the stack, stands in for it.</summary>
    public async Task<Dictionary<string, string>> EnvironmentAsync(string folder, CancellationToken cancellation)
    {
        if (FetchedRoot is null)
            return ChildEnvironment.With([]);
        var erlang = Path.Combine(FetchedRoot, "usr/lib/erlang");
        var libraries = ("LD_LIBRARY_PATH", ChildEnvironment.LibrariesIn(FetchedRoot));
        if (!Directory.Exists(erlang) || Directory.GetDirectories(erlang, "erts-*") is not [var runtime, ..])
            return ChildEnvironment.With([("ERL_LIBS", Path.Combine(erlang, "lib")), libraries]);

        var programs = Path.Combine(runtime, "bin");
        var text = Path.Combine(folder, "erl.sh");
        await File.WriteAllTextAsync(text,
            $"""
            #!/bin/sh
            export ROOTDIR='{erlang}' BINDIR='{programs}' EMU=beam PROGNAME=erl
            exec '{programs}/erlexec' "$@"

            """, cancellation);
        // Another process makes the program of it: a file that this one has just written may still be open for writing
        // in a child that another stack starts at the same moment, and such a file cannot be executed.
        await Tool.RunAsync("install", ["-m", "700", text, Path.Combine(folder, "erl")], folder, cancellation);
        var path = Environment.GetEnvironmentVariable("PATH");
        return ChildEnvironment.With([("PATH", $"{folder}:{programs}:{path}"), libraries]);
    }

    private static IEnumerable<string> Installed()
    {
        if (Environment.GetEnvironmentVariable("PROJETK_RABBITMQ_HOME") is { Length: > 0 } chosen)
            yield return chosen;
        // In a folder of the path lies the program itself, or a link to it.
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            var program = new FileInfo(Path.Combine(folder, "rabbitmq-server"));
            if (program.Exists)
                program = program.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? program;
            if (program is { Exists: true, Directory.Parent: { } home })
                yield return home.FullName;
        }
        foreach (var version in Versions("/usr/lib/rabbitmq/lib"))
            yield return version;
    }

    private static IEnumerable<string> Versions(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder, "rabbitmq_server-*").OrderDescending() : [];
}
