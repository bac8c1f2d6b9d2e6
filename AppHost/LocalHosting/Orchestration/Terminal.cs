namespace ProjetK.AppHost.LocalHosting;

/// <summary>What a person reads: the host's own lines, and those of each process behind its name.</summary>
internal sealed class Terminal(bool quiet)
{
    private static readonly int[] Colours = [36, 33, 35, 32, 34, 96, 93, 95];
    private readonly Lock gate = new();
    private readonly bool coloured =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private int shown;

    public void Say(string text)
    {
        if (quiet)
            return;
        lock (gate)
            Write(text);
    }

    public Action<string>? For(string label)
    {
        if (quiet)
            return null;
        var colour = Colours[Interlocked.Increment(ref shown) % Colours.Length];
        var prefix = coloured ? $"\e[{colour}m{label,-12}\e[0m | " : $"{label,-12} | ";
        return line => Say(prefix + line);
    }

    // Whoever read this may be gone, as with a closed terminal: the work goes on and ends in order all the same.
    private static void Write(string text)
    {
        try
        {
            Console.Out.WriteLine(text);
        }
        catch (IOException)
        {
        }
    }
}
