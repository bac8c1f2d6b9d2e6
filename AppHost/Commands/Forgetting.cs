using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjetK.AppHost.Hosting;
using ProjetK.AppHost.Servers;

namespace ProjetK.AppHost.Commands;

/// <summary>Deletes what the servers hold and the mails, while nothing runs that could use them. Passwords stay. Whatever
/// fails, everything that can run is started again, and what failed is told.</summary>
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
        var isForgotten = await Try("Nothing was deleted", async () =>
        {
            await Task.WhenAll(replicas.Select(resources.Stop));
            await Task.WhenAll(servers.Select(resources.Stop));
            await Delete(folder.Mails(configuration));
        });
        await Try("A server does not start", () => Task.WhenAll(servers.Select(resources.Start)));
        await Try("A migration failed", () =>
            Task.WhenAll(services.Select(service => resources.RunOnce(service.Migrations.Resource))));
        await Try("A service does not start", () => Task.WhenAll(replicas.Select(resources.Start)));
        return problems.Count == 0
            ? CommandResults.Success("All data is forgotten, and the system begins anew.")
            : CommandResults.Failure(
                $"{string.Join(' ', problems)} {(isForgotten ? "The data is forgotten." : "")} Try again.");

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

    // First out of the way, all or none, then deleted: half of a server's data would keep it from starting.
    private async Task Delete(string mails)
    {
        var locks = new List<FileStream>();
        try
        {
            foreach (var server in servers)
                locks.Add(await FileLock.TakeAsync(folder.Of($"{server.Name}.lock"), Patience)
                    ?? throw new IOException($"{server.Name} still uses its data."));
            var forgotten = folder.Of("forgotten");
            if (Directory.Exists(forgotten))
                Directory.Delete(forgotten, recursive: true);
            Places.Create(forgotten);
            foreach (var server in servers.Where(server => Directory.Exists(folder.Of(server.Name))))
                Directory.Move(folder.Of(server.Name), Path.Combine(forgotten, server.Name));
            Directory.Delete(forgotten, recursive: true);
        }
        finally
        {
            locks.ForEach(taken => taken.Dispose());
        }
        // The folder may be one of the operator's choice, with other things in it.
        if (Directory.Exists(mails))
            foreach (var mail in Directory.EnumerateFiles(mails, "*.eml"))
                File.Delete(mail);
    }
}
