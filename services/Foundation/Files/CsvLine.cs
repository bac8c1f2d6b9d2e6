using System.Text.RegularExpressions;

namespace ProjetK.Foundation;

/// <summary>A line of a table: quotes where needed, and nothing that a spreadsheet would take for a formula. French
/// spreadsheets want semicolons, open data commas.</summary>
public static partial class CsvLine
{
    public static string Of(IEnumerable<string> values, char separator = ';') =>
        $"{string.Join(separator, values.Select(value => Cell(value, separator)))}\r\n";

    /// <summary>A text that begins like a formula, and is no number, begins with an apostrophe instead.</summary>
    public static string Cell(string value, char separator = ';')
    {
        if (value.TrimStart(' ', '\u00a0') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..]
            && !Number().IsMatch(value))
            value = $"'{value}";
        return value.Contains(separator) || value.AsSpan().ContainsAny("\"\r\n\t")
            ? $"\"{value.Replace("\"", "\"\"")}\""
            : value;
    }

    [GeneratedRegex(@"^-?[0-9]+([.,][0-9]+)?\z")]
    private static partial Regex Number();
}
