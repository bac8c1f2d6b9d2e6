namespace ProjetK.Applications;

/// <summary>What somebody types to find a commune: beginnings of words of its name in any order, or a code.</summary>
internal sealed class CommuneQuery(string text)
{
    private readonly string[] words = CommuneName.Words(text);

    /// <summary>True when nothing is asked for.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(text);

    /// <summary>The communes found, each once, as a table of <c>commune, rank, former_name</c>. The rank: 0 the whole
    /// name or the INSEE code, 1 the name without article and saint, 2 the same of a commune that merged into it, 3 a
    /// part of the name, 4 a part of a former name.</summary>
    public string Find(Where where, bool showMerged)
    {
        // No word begins with nothing.
        if (words.Length == 0)
            return "SELECT '' AS commune, 0 AS rank, '' AS former_name WHERE false";
        var code = where.Parameter(string.Concat(words).ToUpperInvariant());
        var whole = where.Parameter(CommuneName.InAnyOrder(words.Select(CommuneName.InFull)));
        var named = showMerged ? "coalesce(names.former_code, names.commune)" : "names.commune";
        return $"""
            SELECT DISTINCT ON (commune) {named} AS commune,
                CASE
                    WHEN names.former_code IS NOT NULL AND (names.former_code = {code} OR names.whole = {whole}
                        OR names.bare = {whole}) THEN 2
                    WHEN names.former_code IS NOT NULL THEN 4
                    WHEN names.commune = {code} OR names.whole = {whole} THEN 0
                    WHEN names.bare = {whole} THEN 1
                    ELSE 3
                END AS rank, coalesce(names.former_name, names.former_code) AS former_name
            FROM commune_names AS names
            WHERE names.words @@ {where.Parameter(Lexemes())}::tsquery
            ORDER BY commune, rank, former_name
            """;
    }

    // Words hold letters and digits only: nothing in them has a meaning in a tsquery.
    private string Lexemes() => string.Join(" & ", words.Select(word =>
        CommuneName.InFull(word) is var full && full != word ? $"('{full}':* | '{word}':*)" : $"'{word}':*"));
}
