using ProjetK.AppHost.Hosting;

namespace ProjetK.Testing;

/// <summary>Lets one test process of this machine at a time run whole systems, each of which wants all of it; those that
/// start none, or single services, go on beside it. The turn ends with the process.</summary>
public static class Turn
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly Lazy<Task<FileStream>> Taken = new(Take);

    /// <summary>Ends when it is this process's turn.</summary>
    public static Task Come() => Taken.Value;

    private static async Task<FileStream> Take()
    {
        var path = Path.Combine(Path.GetTempPath(), $"projetk-tests-{Environment.UserName}.lock");
        return await FileLock.TakeAsync(path, Patience)
            ?? throw new TimeoutException($"Another test process has run whole systems for {Patience.TotalMinutes} minutes.");
    }
}
