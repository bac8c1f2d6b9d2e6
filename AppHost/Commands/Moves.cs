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
        catch (Exception failure)
        {
            var astray = moved.Where(folder => !IsMovedBack(folder)).Select(folder => folder.To).ToList();
            if (astray.Count == 0)
                throw;
            throw new IOException(
                $"{failure.Message} What was moved already lies in {string.Join(", ", astray)}.", failure);
        }
    }

    private static bool IsMovedBack((string From, string To) folder)
    {
        try
        {
            Directory.Move(folder.To, folder.From);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
