namespace ProjetK.Applications;

/// <summary>A name by which a commune is found: its own, or that of a commune that it was made of (by code and name).
/// <paramref name="Words"/> are what a query may begin; <paramref name="Whole"/> is the name and
/// <paramref name="Bare"/> the name without article and saint, their words in any order.</summary>
internal sealed record SearchName(
    string Commune, string? FormerCode, string? FormerName, IReadOnlyList<string> Words, string Whole, string Bare)
{
    /// <summary>Every name of every commune of today.</summary>
    public static IEnumerable<SearchName> All(ReferenceData data) =>
    [
        .. data.Communes().Select(commune =>
            Of(commune.Code, null, commune.Name, [commune.Code, .. commune.PostalCodes])),
        .. data.FormerCommunes().Select(former => Of(former.Successor, former.Code, former.Name, [former.Code])),
    ];

    private static SearchName Of(string commune, string? formerCode, string name, IEnumerable<string> codes)
    {
        var words = CommuneName.Words(name);
        var bare = CommuneName.Bare(words);
        // A query may leave out hyphens and spaces: "saintemilion", "lisle".
        var joined = new[] { string.Concat(words), string.Concat(bare) }.Where(one => one.Length > 0);
        return new(
            commune, formerCode, formerCode is null || name.Length == 0 ? null : name,
            [.. words.Concat(joined).Concat(codes.Select(code => code.ToLowerInvariant())).Distinct()],
            CommuneName.InAnyOrder(words), CommuneName.InAnyOrder(bare));
    }
}
