namespace ProjetK.Applications;

/// <summary>What the submitted reviews of an application add up to: how many there are, and the points of all of them. The
/// points of a review are its scores times the weights of their criteria, which are those of the call, so that
/// applications of one call compare exactly.</summary>
internal readonly record struct Standing(int Reviews, long Points)
{
    /// <summary>True once there is a review; without one an application is ranked neither better nor worse.</summary>
    public bool IsRanked => Reviews > 0;

    /// <summary>The weighted mean of the scores, 0 to 5.</summary>
    public double? Mean(int totalWeight) => IsRanked ? (double)Points / Reviews / totalWeight : null;

    /// <summary>True when its mean is higher. <see cref="ApplicationTable"/> says the same in SQL.</summary>
    public bool IsBetterThan(Standing other) =>
        IsRanked && other.IsRanked && (Int128)Points * other.Reviews > (Int128)other.Points * Reviews;
}

/// <summary>The order of the applications of a call by their reviews.</summary>
internal static class Ranking
{
    /// <summary>The best first, those without reviews last; ties stand in the order of their references. Who is equally
    /// good has the same rank, and as many ranks are left out after them; 0 without reviews.</summary>
    public static IReadOnlyList<(T Item, int Rank)> Of<T>(
        IReadOnlyCollection<T> items, Func<T, Standing> standing, Func<T, string> reference) =>
    [
        .. items.Select(item => (Item: item, Rank: RankOf(standing(item), items.Select(standing))))
            .OrderBy(pair => pair.Rank == 0).ThenBy(pair => pair.Rank)
            .ThenBy(pair => reference(pair.Item), StringComparer.Ordinal),
    ];

    private static int RankOf(Standing one, IEnumerable<Standing> all) =>
        one.IsRanked ? 1 + all.Count(other => other.IsBetterThan(one)) : 0;
}
