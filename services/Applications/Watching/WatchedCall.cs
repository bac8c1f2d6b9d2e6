namespace ProjetK.Applications;

/// <summary>The latest news of a call, shared by all who watch it in this process. Each of them remembers no more than how
/// far they have read; who is slower than these go back looks them up.</summary>
internal sealed class WatchedCall(string call, long last)
{
    private const int Held = 64;
    private readonly Queue<News> latest = new(Held);
    private TaskCompletionSource signal = New();
    private DomainException? broken;

    public string Call => call;

    /// <summary>The number of the last of the news that were read.</summary>
    public long Last { get; private set; } = last;

    public int Watchers { get; set; }

    /// <summary>The news after a number, as far as they are held; null when the next one is not any more.</summary>
    public IReadOnlyList<News>? After(long sequence)
    {
        lock (latest)
            return broken is not null ? throw broken
                : sequence >= Last ? []
                : latest.Count > 0 && latest.Peek().Sequence <= sequence + 1
                    ? [.. latest.Where(news => news.Sequence > sequence)]
                    : null;
    }

    /// <summary>Completes with the next news or heartbeat. To be taken before asking what there is, so that nothing is
    /// missed in between.</summary>
    public Task Next
    {
        get
        {
            lock (latest)
                return signal.Task;
        }
    }

    public void Add(IEnumerable<News> news)
    {
        lock (latest)
            foreach (var one in news)
            {
                if (latest.Count == Held)
                    latest.Dequeue();
                latest.Enqueue(one);
                Last = one.Sequence;
            }
        Wake();
    }

    public void Break(DomainException why)
    {
        lock (latest)
            broken = why;
        Wake();
    }

    public void Wake()
    {
        TaskCompletionSource woken;
        lock (latest)
            (woken, signal) = (signal, New());
        woken.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
