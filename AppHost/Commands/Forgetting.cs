using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.Hosting;
using ProjetK.AppHost.Servers;

namespace ProjetK.AppHost.Commands;

/// <summary>Deletes what the servers hold and the mails, while nothing runs that could use them. Passwords stay.
/// Whatever fails, everything that can run is started again, and what failed is told.</summary>
internal sealed class Forgetting(
    StackFolder folder, IReadOnlyList<ServerProcess> servers, IReadOnlyList<Service> services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private int runs;

    public async Task<ExecuteCommandResult> Run(IServiceProvider host)
    {
        if (Interlocked.Exchange(ref runs, 1) == 1)
            return CommandResults.Failure("It is under way already.");
        try
        {
            // Whoever asked may go away; only the end of the AppHost ends it halfway.
            var ending = host.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            return await Run(new Resources(host, Patience, ending), host.GetRequiredService<IConfiguration>());
        }
        finally
        {
            runs = 0;
        }
    }

    private async Task<ExecuteCommandResult> Run(Resources resources, IConfiguration configuration)
    {
        var problems = new List<string>();
        var replicas = services.SelectMany(service => service.Replicas).Select(replica => replica.Resource).ToList();
        var aside = "";
        var isForgotten = await Try("Nothing was forgotten", async () =>
        {
            await Task.WhenAll(replicas.Select(resources.Stop));
            await Task.WhenAll(servers.Select(resources.Stop));
            aside = await PutAside();
        });
        await Try("A server does not start", () => Task.WhenAll(servers.Select(resources.Start)));
        await Try("A migration failed", () =>
            Task.WhenAll(services.Select(service => resources.RunOnce(service.Migrations.Resource))));
        await Try("A service does not start", () => Task.WhenAll(replicas.Select(resources.Start)));
        if (isForgotten)
            await Try($"What is forgotten still lies on the disk, in {aside} or among the mails", () =>
                Task.Run(() => Delete(aside, folder.Mails(configuration))));
        return problems.Count == 0
            ? CommandResults.Success("All data is forgotten, and the system begins anew.")
            : CommandResults.Failure(
                $"{string.Join(' ', problems)} {(isForgotten ? "The system has begun anew." : "Try again.")}");

        async Task<bool> Try(string failure, Func<Task> step)
        {
            try
            {
                await step();
                return true;
            }
            catch (Exception exception)
            {
                problems.Add($"{failure}: {exception.Message}");
                return false;
            }
        }
    }

    /// <summary>Moves the data of both servers aside, or of neither: half of it would keep the rest from being
    /// used.</summary>
    private async Task<string> PutAside()
    {
        var locks = new List<FileStream>();
        try
        {
            foreach (var server in servers)
                locks.Add(await FileLock.TakeAsync(folder.Of($"{server.Name}.lock"), Patience)
                    ?? throw new IOException($"{server.Name} still uses its data."));
            var aside = folder.Of($"forgotten-{Guid.NewGuid():N}");
            Places.Create(aside);
            Moves.AllOrNone(servers.Select(server => server.Name).Where(name => Directory.Exists(folder.Of(name)))
                .Select(name => (folder.Of(name), Path.Combine(aside, name))));
            return aside;
        }
        finally
        {
            locks.ForEach(taken => taken.Dispose());
        }
    }

    /// <summary>Also what an earlier attempt left. The folder of mails may be one of the operator's choice, with other
    /// things in it.</summary>
    private static void Delete(string aside, string mails)
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetDirectoryName(aside)!, "forgotten-*"))
            Directory.Delete(left, recursive: true);
        if (Directory.Exists(mails))
            foreach (var mail in Directory.EnumerateFiles(mails, "*.eml"))
                File.Delete(mail);
    }
}
