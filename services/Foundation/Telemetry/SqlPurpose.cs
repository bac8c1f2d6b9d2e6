using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace ProjetK.Foundation;

/// <summary>Says in a few words what SQL is for: the verb and the table, read from the text, so that nobody has to
/// write it beside.</summary>
internal static partial class SqlPurpose
{
    private const int MostKnown = 2000, MostNamed = 6;
    private static readonly ConcurrentDictionary<string, string> Known = new();

    /// <summary>E.g. <c>LOCK applications</c>.</summary>
    public static string Of(string sql)
    {
        if (Known.TryGetValue(sql, out var known))
            return known;
        var purpose = Read(sql);
        // A text that is made anew each time must not fill the memory.
        if (Known.Count < MostKnown)
            Known[sql] = purpose;
        return purpose;
    }

    /// <summary>What the statements of one round trip are for, in their order.</summary>
    public static string Of(NpgsqlBatch batch)
    {
        var purposes = new List<string>();
        foreach (NpgsqlBatchCommand command in batch.BatchCommands)
        {
            if (Of(command.CommandText) is var purpose && purpose != "BEGIN" && !purposes.Contains(purpose))
                purposes.Add(purpose);
        }
        return purposes.Count <= MostNamed
            ? string.Join(", ", purposes)
            : $"{string.Join(", ", purposes.Take(MostNamed - 1))}, {purposes.Count - MostNamed} more, {purposes[^1]}";
    }

    private static string Read(string sql)
    {
        if (Change().Match(sql) is { Success: true } change)
            return $"{change.Groups["verb"].Value.ToUpperInvariant()} {change.Groups["table"].Value}";
        var outside = WithoutBrackets(sql);
        var source = Source().Match(outside) is { Success: true } outer ? outer : Source().Match(sql);
        if (source.Success)
            return $"{(Locking().IsMatch(outside) ? "LOCK" : "SELECT")} {source.Groups["table"].Value}";
        if (Function().Match(sql) is { Success: true } function)
            return $"CALL {function.Groups["name"].Value}";
        return Word().Match(sql).Value.ToUpperInvariant();
    }

    /// <summary>What stands in brackets reads for a column or for a condition.</summary>
    private static string WithoutBrackets(string sql)
    {
        var outside = Brackets().Replace(sql, "?");
        return outside == sql ? sql : WithoutBrackets(outside);
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex("""
        (?<!FOR\s(?:NO\sKEY\s)?)\b(?<verb>INSERT(?=\s+INTO)|UPDATE|DELETE(?=\s+FROM))\s+(?:(?:INTO|FROM)\s+)?
        (?:ONLY\s+)?(?!SET\b)(?:"?\w+"?\.)?"?(?<table>[a-z_]\w*)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Change();

    [GeneratedRegex("""
        (?<!DISTINCT\s+)\bFROM\s+(?:ONLY\s+)?(?:"?\w+"?\.)?"?(?<table>[a-z_]\w*)"?(?!\w|\s*\()
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Source();

    [GeneratedRegex(@"\bFOR\s+(?:(?:NO\s+)?KEY\s+)?(?:UPDATE|SHARE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Locking();

    [GeneratedRegex(@"^\s*SELECT\s+(?<name>[a-z_]\w*)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Function();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
