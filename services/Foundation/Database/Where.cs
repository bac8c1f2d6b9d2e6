using System.Globalization;
using System.Runtime.CompilerServices;

namespace ProjetK.Foundation;

/// <summary>The conditions of a list and their <c>$1</c> parameters. What nobody asks for is left out, so that each
/// list finds its index.</summary>
public sealed class Where
{
    private readonly List<string> conditions = [];
    private readonly List<object?> parameters = [];

    /// <summary>The values of the parameters, in their order.</summary>
    public object?[] Parameters => [.. parameters];

    /// <summary>Adds a parameter; gives its place, such as <c>$3</c>.</summary>
    public string Parameter(object? value)
    {
        parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
    }

    /// <summary>Adds a condition in which <c>{0}</c>, <c>{1}</c> … stand for the values.</summary>
    public Where And(string condition, params object?[] values)
    {
        conditions.Add(string.Format(
            CultureInfo.InvariantCulture, condition, Array.ConvertAll<object?, object>(values, Parameter)));
        return this;
    }

    /// <summary>Adds a condition on a value (<c>{0}</c>), unless the value is null.</summary>
    public Where If(object? value, string condition) => value is null ? this : And(condition, value);

    /// <summary>Adds the condition that a list goes on after a key of one or more values; none on the first
    /// page.</summary>
    public Where After(ITuple? key, string condition) =>
        key is null ? this : And(condition, [.. Enumerable.Range(0, key.Length).Select(index => key[index])]);

    /// <summary>The conditions after WHERE; nothing when there are none.</summary>
    public override string ToString() =>
        conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions.Select(condition => $"({condition})"))}";

    /// <summary>A pattern that finds the text anywhere, for LIKE.</summary>
    public static string Containing(string text) => $"%{Escape(text)}%";

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");
}
