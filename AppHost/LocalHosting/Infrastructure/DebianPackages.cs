namespace ProjetK.AppHost.LocalHosting;

/// <summary>Fetches a program from the distribution's own signed package source into a private folder: nothing is
/// installed and no special right is needed.</summary>
internal sealed class DebianPackages(string cache, Action<string> say)
{
    private string Lists => Path.Combine(cache, "apt");

    /// <summary>The folder in which the package and what it needs beyond what is installed lie unpacked.</summary>
    public async Task<string> FetchAsync(string package, string remedy, CancellationToken cancellation)
    {
        var folder = Path.Combine(cache, package);
        if (Directory.Exists(folder))
            return folder;
        Places.Create(cache);
        // One at a time, whatever the package: they share the private package lists.
        using var turn = await FileLock.TakeAsync(Path.Combine(cache, "fetch.lock"),
            () => say($"{package} is not installed: waiting for another download to end ..."), cancellation);
        if (Directory.Exists(folder))
            return folder;
        try
        {
            var downloads = Path.Combine(cache, "downloads", package);
            Directory.CreateDirectory(downloads);
            await DownloadAsync(package, downloads, cancellation);
            await UnpackAsync(downloads, folder, cancellation);
            Directory.Delete(downloads, recursive: true);
            return folder;
        }
        catch (Exception exception) when (exception is ToolException or IOException)
        {
            throw new StackException(
                package, $"it is not installed and could not be fetched ({exception.Message})", remedy);
        }
    }

    private async Task DownloadAsync(string package, string downloads, CancellationToken cancellation)
    {
        say($"{package} is not installed: fetching it, once, into {cache} ...");
        try
        {
            await DownloadAsync(package, downloads, [], cancellation);
        }
        catch (ToolException)
        {
            // The system's lists are missing or older than what the source still offers; it is not ours to renew them.
            say("  the package lists are missing or stale: reading them anew, privately ...");
            string[] privately = ["-o", $"Dir::State={Lists}", "-o", $"Dir::State::Lists={Lists}/lists",
                "-o", "Dir::State::status=/var/lib/dpkg/status"];
            Directory.CreateDirectory($"{Lists}/lists/partial");
            await AptAsync([.. privately, "update"], downloads, cancellation);
            await DownloadAsync(package, downloads, privately, cancellation);
        }
    }

    private async Task DownloadAsync(
        string package, string downloads, string[] options, CancellationToken cancellation)
    {
        string[] simulate = [.. options, "-s", "install", "--no-install-recommends", package];
        var plan = await AptAsync(simulate, downloads, cancellation);
        // "Inst name (version ...)"; a version in square brackets after the name would be the one installed already.
        var missing = plan.Split('\n').Select(line => line.Split(' '))
            .Where(words => words is ["Inst", _, ['(', ..], ..]).Select(words => words[1])
            .Append(package).Distinct().ToArray();
        using var progress = new Timer(
            _ => say($"  {Directory.GetFiles(downloads, "*.deb").Length} of {missing.Length} packages"),
            null, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        await AptAsync([.. options, "download", .. missing], downloads, cancellation);
        say($"  {missing.Length} packages fetched and verified");
    }

    private Task<string> AptAsync(string[] arguments, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory($"{Lists}/cache/archives/partial");
        return Tool.RunAsync("apt-get", ["-q", "-o", $"Dir::Cache={Lists}/cache", "-o", "Debug::NoLocking=1",
            "-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none",
            "-o", "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false", .. arguments], folder, cancellation);
    }

    private static async Task UnpackAsync(string downloads, string folder, CancellationToken cancellation)
    {
        var draft = folder + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Places.Create(draft);
        foreach (var package in Directory.GetFiles(downloads, "*.deb"))
            await Tool.RunAsync("dpkg-deb", ["-x", package, draft], downloads, cancellation);
        Directory.Move(draft, folder);
    }
}
