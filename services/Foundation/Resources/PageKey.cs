using System.Globalization;
using System.Runtime.CompilerServices;

namespace ProjetK.Foundation;

/// <summary>Writes the sort key of a row into a page token and reads it from one, which anybody may have made
/// up.</summary>
internal static class PageKey
{
    public static string[] Write(object? key) => key is ITuple tuple
        ? [.. Enumerable.Range(0, tuple.Length).Select(index => WriteOne(tuple[index]))]
        : [WriteOne(key)];

    /// <summary>The value of a part of a key; a FormatException when it is none.</summary>
    public static T Read<T>(string text) => (T)ReadOne(typeof(T), text);

    private static string WriteOne(object? part) => part switch
    {
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        string text => text,
        _ => throw new NotSupportedException($"{part?.GetType()} in a page token"),
    };

    private static object ReadOne(Type type, string text)
    {
        if (type == typeof(string))
            return RequestChecks.IsStorable(text) ? text : throw new FormatException();
        if (type == typeof(Guid))
            return Guid.ParseExact(text, "D");
        if (type == typeof(int))
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var number = long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (type == typeof(long))
            return number;
        if (type == typeof(DateTimeOffset) && number >= 0 && number <= DateTime.MaxValue.Ticks)
            return new DateTimeOffset(number, TimeSpan.Zero);
        throw new FormatException();
    }
}
