using System.Text.RegularExpressions;

namespace ProjetK.Applications;

/// <summary>Reads references to communes, such as <c>communes/33525</c>.</summary>
internal static partial class CommuneNames
{
    /// <summary>The INSEE codes of the names, noting each that is malformed or repeated; true when none is.</summary>
    public static bool Read(IEnumerable<string> names, string path, Violations violations, out string[] codes)
    {
        var found = new List<string>();
        var seen = new HashSet<string>();
        var well = true;
        foreach (var name in names)
        {
            if (Pattern().Match(name) is not { Success: true } match)
                well = violations.Require(false, path, $"\"{Shorten(name)}\" must look like communes/33525.");
            else if (!seen.Add(match.Groups[1].Value))
                well = violations.Require(false, path, $"{name} is repeated.");
            else
                found.Add(match.Groups[1].Value);
        }
        codes = [.. found];
        return well;
    }

    private static string Shorten(string name) => name.Length <= 50 ? name : $"{name[..50]}…";

    [GeneratedRegex(@"\Acommunes/([0-9](?:[0-9]|A|B)[0-9]{3})\z")]
    private static partial Regex Pattern();
}
