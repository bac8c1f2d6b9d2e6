namespace ProjetK.Applications;

/// <summary>A line for a French spreadsheet: semicolons, quotes where needed, and nothing that it would take for a
/// formula.</summary>
internal static class CsvLine
{
    public static string Of(IEnumerable<string> values) => $"{string.Join(';', values.Select(Cell))}\r\n";

    /// <summary>A text that begins like a formula begins with an apostrophe instead.</summary>
    internal static string Cell(string value)
    {
        if (value.TrimStart(' ', '\u00a0') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..])
            value = $"'{value}";
        return value.AsSpan().ContainsAny(";\"\r\n\t") ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
    }
}
