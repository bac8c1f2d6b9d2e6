using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>What matching compares of a territory: everything as sorted sets of words, so that comparing two is one walk
/// along both.</summary>
internal sealed record MatchProfile(
    Guid Id,
    string DisplayName,
    ImmutableArray<string> Values,
    ImmutableArray<string> Dynamics,
    ImmutableArray<string> Offers,
    ImmutableArray<string> Seeks,
    Location? Place,
    int Population)
{
    /// <summary>The profile of a territory; offers and seeks are compared without accents, case and punctuation.</summary>
    public static MatchProfile Of(
        Guid id, string displayName, Profile profile, Location? place, int population) => new(
            id, displayName, Sort(profile.Values), Sort(profile.Dynamics),
            Sort(profile.Offers.Select(Actor.Normalise)), Sort(profile.Seeks.Select(Actor.Normalise)), place,
            population);

    private static ImmutableArray<string> Sort(IEnumerable<string> words) =>
        [.. words.Where(word => word.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
