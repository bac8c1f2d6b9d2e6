using System.Text;

namespace ProjetK.Applications;

/// <summary>Reads comma-separated values with a header line; a value may stand in double quotes.</summary>
internal static class Csv
{
    /// <summary>Each row as a look-up from the name of a column to its value.</summary>
    public static IEnumerable<Func<string, string>> Read(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        var header = Split(reader.ReadLine() ?? "")
            .Select((name, index) => (name, index))
            .ToDictionary(column => column.name, column => column.index);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var values = Split(line);
            if (values.Count != header.Count)
                throw new InvalidOperationException($"This line does not have {header.Count} values: {line}");
            yield return column => values[header[column]];
        }
    }

    private static List<string> Split(string line)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                value.Append(line[++i]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
                value.Append(line[i]);
        }
        values.Add(value.ToString());
        return values;
    }
}
