using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.LocalHosting;

/// <summary>Waits until a replica that was started can be used.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);

    /// <summary>Also ends when the process does: whoever watches it knows more about that.</summary>
    public static async Task OfAsync(
        Replica replica, SupervisedProcess? process, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        Exception? last = null;
        while (process is not { HasExited: true })
        {
            try
            {
                if (await replica.Resource.IsHealthyAsync(replica.Index, patience.Token))
                    return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                last = exception;
            }
            if (patience.IsCancellationRequested && !stopping.IsCancellationRequested)
                throw new StackException(replica.Label, $"it is not healthy after {Patience.TotalMinutes:0} minutes",
                    $"read {replica.LogFile}", process?.Log.Tail, last);
            await Task.Delay(Pulse, stopping);
        }
    }
}
