namespace ProjetK.AppHost.Commands;

/// <summary>Moves of folders that belong together.</summary>
internal static class Moves
{
    /// <summary>Moves each folder, or none: what was moved before one that cannot be is moved back.</summary>
    public static void AllOrNone(IEnumerable<(string From, string To)> folders)
    {
        var moved = new Stack<(string From, string To)>();
        try
        {
            foreach (var (from, to) in folders)
            {
                Directory.Move(from, to);
                moved.Push((from, to));
            }
        }
        catch
        {
            foreach (var (from, to) in moved)
                Directory.Move(to, from);
            throw;
        }
    }
}
