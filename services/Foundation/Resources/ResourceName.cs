using System.Diagnostics.CodeAnalysis;

namespace ProjetK.Foundation;

/// <summary>Takes resource names such as <c>territories/{uuid}/sites/{site}</c> apart.</summary>
public static class ResourceName
{
    private const int LongestId = 128;

    /// <summary>The id in a name of one collection, e.g. <c>33525</c> of <c>communes/33525</c>.</summary>
    public static string ParseOne(string pattern, string name, string field = "name") => Parse(pattern, name, field)[0];

    /// <summary>The uuid in a name of one collection, e.g. of <c>applications/{application}</c>.</summary>
    public static Guid ParseGuid(string pattern, string name, string field = "name") =>
        Guid.TryParseExact(ParseOne(pattern, name, field), "D", out var id)
            ? id
            : throw CommonErrors.InvalidField(field, $"must look like {pattern}, with a UUID.");

    /// <summary>The uuids in a name of two collections, e.g. of <c>territories/{territory}/sites/{site}</c>.</summary>
    public static (Guid Parent, Guid Id) ParseGuids(string pattern, string name, string field = "name") =>
        Parse(pattern, name, field) is [var parent, var id]
        && Guid.TryParseExact(parent, "D", out var parentId) && Guid.TryParseExact(id, "D", out var own)
            ? (parentId, own)
            : throw CommonErrors.InvalidField(field, $"must look like {pattern}, with UUIDs.");

    /// <summary>The ids of a name in the order of the pattern; a malformed name is INVALID_FIELD.</summary>
    public static string[] Parse(string pattern, string name, string field = "name") =>
        TryParse(pattern, name, out var ids)
            ? ids
            : throw CommonErrors.InvalidField(field, $"must look like {pattern}.");

    /// <summary>The ids of a name in the order of the pattern, if it matches.</summary>
    public static bool TryParse(string pattern, string name, [NotNullWhen(true)] out string[]? ids)
    {
        ids = null;
        var found = new List<string>(2);
        ReadOnlySpan<char> expected = pattern, actual = name;
        while (!expected.IsEmpty)
        {
            var segment = Next(ref expected);
            var value = Next(ref actual);
            if (segment is not ['{', .., '}'])
            {
                if (!segment.SequenceEqual(value))
                    return false;
            }
            else if (IsId(value))
                found.Add(value.ToString());
            else
                return false;
        }
        if (!actual.IsEmpty || name.EndsWith('/'))
            return false;
        ids = [.. found];
        return true;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOf('/');
        var segment = slash < 0 ? rest : rest[..slash];
        rest = slash < 0 ? [] : rest[(slash + 1)..];
        return segment;
    }

    private static bool IsId(ReadOnlySpan<char> id)
    {
        foreach (var character in id)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.' or '~'))
                return false;
        }
        return id.Length is > 0 and <= LongestId;
    }
}
