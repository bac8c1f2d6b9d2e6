namespace ProjetK.AppHost.LocalHosting;

/// <summary>What a process says: kept in a file, its last lines at hand, and shown if somebody is to see it.</summary>
internal sealed class OutputLog(string path, Action<string>? show, bool append) : IDisposable
{
    private const int TailLength = 25;
    private readonly Queue<string> tail = new();
    private readonly StreamWriter file = new(path, append) { AutoFlush = true };
    private bool closed;

    public IReadOnlyList<string> Tail
    {
        get
        {
            lock (tail)
                return [.. tail];
        }
    }

    public void Write(string? line)
    {
        if (line is null)
            return;
        lock (tail)
        {
            if (closed)
                return;
            file.WriteLine(line);
            tail.Enqueue(line);
            if (tail.Count > TailLength)
                tail.Dequeue();
        }
        show?.Invoke(line);
    }

    public void Dispose()
    {
        lock (tail)
        {
            closed = true;
            file.Dispose();
        }
    }
}
