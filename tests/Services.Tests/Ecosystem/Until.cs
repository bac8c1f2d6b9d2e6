
namespace ProjetK.Ecosystem.Tests;

/// <summary>Waits for what will soon be so.</summary>
internal static class Until
{
    // Overdue invitations are looked for every ten seconds only.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task True(Func<Task<bool>> condition, string what) =>
        Eventually.Get(condition, holds => holds, what, Patience);

    /// <summary>Waits for all, whether they succeed or fail.</summary>
    public static async Task Settled(IEnumerable<Task> tasks) =>
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
