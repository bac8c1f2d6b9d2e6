using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Does the work of a scheduled task item by item, so that one that fails stops no other.</summary>
public static class OneByOne
{
    /// <summary>Does the work for each item and fails at the end when it failed for some of them.</summary>
    public static async Task Do<T>(
        IReadOnlyCollection<T> items, Func<T, Task> work, CancellationToken cancellation)
    {
        if (items.Count > 0)
            QuietSpan.Wake();
        var failures = new List<Exception>();
        foreach (var item in items)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                await work(item);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        if (failures.Count > 0)
            throw new PartlyFailed(failures.Count, items.Count, failures[0]);
    }
}

/// <summary>Some items of a scheduled task failed; says how many and the kind of the first failure.</summary>
internal sealed class PartlyFailed(int failed, int all, Exception first)
    : Exception($"{failed} of {all} items failed, the first with {Kind(first)}")
{
    public override string? StackTrace { get; } = first.StackTrace;

    private static string Kind(Exception failure) => failure switch
    {
        DomainException refusal => refusal.Reason,
        PostgresException refusal => refusal.SqlState,
        _ => failure.GetType().Name,
    };
}
