namespace ProjetK.ServiceDefaults;

/// <summary>Keeps a loop from saying the same with every turn: what is in its way is news when it is something else,
/// and again after a minute.</summary>
public sealed class Complaint
{
    private static readonly long Rest = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private string? last;
    private long said;

    /// <summary>True when it should be said.</summary>
    public bool IsNews(string reason)
    {
        if (reason == last && Environment.TickCount64 - said < Rest)
            return false;
        (last, said) = (reason, Environment.TickCount64);
        return true;
    }

    /// <summary>All is well: the next complaint is news.</summary>
    public void Forget() => last = null;
}
