namespace ProjetK.Foundation;

/// <summary>A line of a table: quotes where needed, and nothing that a spreadsheet would take for a formula. French
/// spreadsheets want semicolons, open data commas.</summary>
public static class CsvLine
{
    public static string Of(IEnumerable<string> texts, char separator = ';') =>
        Join(texts.Select(text => Cell(text, separator)), separator);

    /// <summary>A line of cells that are written already, and of numbers, which stay as they are.</summary>
    public static string Join(IEnumerable<string> cells, char separator = ';') =>
        $"{string.Join(separator, cells)}\r\n";

    /// <summary>A text that begins like a formula begins with an apostrophe instead.</summary>
    public static string Cell(string text, char separator = ';')
    {
        if (text.TrimStart(' ', '\u00a0') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..])
            text = $"'{text}";
        return text.Contains(separator) || text.AsSpan().ContainsAny("\"\r\n\t")
            ? $"\"{text.Replace("\"", "\"\"")}\""
            : text;
    }
}
