using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Runs a PostgreSQL server of the stack's own on its own data.</summary>
internal static class PostgresServer
{
    private const string Nobody = "65534";
    private static readonly string[] AsNobody =
        ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--"];

    public static async Task<SupervisedProcess?> StartAsync(
        PostgresServerResource server, Replica replica, CancellationToken cancellation)
    {
        var stack = replica.Stack;
        var data = stack.Folder.Of(server.Name);
        var version = Path.Combine(data, "PG_VERSION");
        var programs = await PostgresPrograms.FindAsync(stack,
            File.Exists(version) ? int.Parse(await File.ReadAllTextAsync(version, cancellation)) : null, cancellation);
        if (!File.Exists(version))
            await CreateAsync(data, server, programs, stack, cancellation);

        string[] command = [.. Places.IsRoot ? AsNobody : [], programs.Of("postgres"), "-D", data,
            "-p", $"{server.PrimaryEndpoint.Port}",
            .. Settings(stack.Options.Ephemeral).SelectMany(setting => (string[])["-c", setting])];
        return replica.Start(new(command[0], command[1..])
        {
            Environment = programs.Environment(),
            WorkingDirectory = "/",
            // "Fast": ends the sessions and writes everything down.
            StopSignal = "INT",
            Grace = TimeSpan.FromSeconds(20),
        });
    }

    private static IEnumerable<string> Settings(bool ephemeral) =>
    [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=300",
        // What is committed survives the server's death all the same, though not the machine's.
        .. ephemeral ? (string[])["fsync=off", "full_page_writes=off"] : [],
    ];

    private static async Task CreateAsync(string data, PostgresServerResource server, PostgresPrograms programs,
        Stack stack, CancellationToken cancellation)
    {
        var password = (await server.PasswordParameter.GetValueAsync(cancellation))!;
        if (!stack.Options.Ephemeral)
        {
            await InitialiseAsync(data, password, programs, durably: true, cancellation);
            return;
        }
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password + programs.Folder)))[..12];
        var template = Path.Combine(Places.Cache, $"postgres-{programs.Version}-{mark}");
        using (await FileLock.TakeAsync(template + ".lock", () => { }, cancellation))
            if (!Directory.Exists(template))
            {
                await InitialiseAsync(template + ".new", password, programs, durably: false, cancellation);
                Directory.Move(template + ".new", template);
            }
        await Tool.RunAsync("cp", ["-a", "--reflink=auto", template, data], "/", cancellation);
    }

    private static async Task InitialiseAsync(
        string data, string password, PostgresPrograms programs, bool durably, CancellationToken cancellation)
    {
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var passwordFile = data + ".password";
        await using (File.Open(passwordFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
        }
        await File.WriteAllTextAsync(passwordFile, password, cancellation);
        try
        {
            if (Places.IsRoot)
                await Tool.RunAsync("chown", [$"{Nobody}:{Nobody}", data, passwordFile], "/", cancellation);
            string[] command = [.. Places.IsRoot ? AsNobody : [], programs.Of("initdb"), "-D", data, "-U", "postgres",
                $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
                .. durably ? (string[])[] : ["--no-sync"]];
            await Tool.RunAsync(command[0], command[1..], "/", cancellation, programs.Environment());
        }
        catch (ToolException failure) when (Places.IsRoot)
        {
            throw new StackException("postgres", $"its data could not be created in {data} ({failure.Message})",
                "PostgreSQL does not run as root but as the user nobody, who must be able to reach that folder: "
                + "choose another in PROJETK_DATA, or do not run as root");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
