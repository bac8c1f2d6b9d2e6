using FsCheck.Xunit;

namespace ProjetK.Ecosystem.Tests;

/// <summary>What holds for any two territories.</summary>
public sealed class Laws_of_matching
{
    private static readonly string[] Words =
        ["sobriety", "cooperation", "care", "trust", "openness", "fairness", "creativity", "autonomy"];

    private static readonly Dictionary<string, double> Rarity =
        Words.Index().ToDictionary(word => word.Item, word => 0.5 + word.Index);

    private static MatchProfile Make(int[] choices, Guid? id = null) => MatchProfile.Of(
        id ?? Guid.NewGuid(), "",
        new(Pick(choices, 0), Pick(choices, 1), Pick(choices, 2), Pick(choices, 3), ""),
        choices.Length > 4 ? new Location(choices[4] % 90, choices[^1] % 180) : null,
        choices.Length > 5 ? Math.Abs(choices[5] % 5000) : 0);

    private static string[] Pick(int[] choices, int which) =>
        which < choices.Length
            ? [.. Words.Where((_, index) => (choices[which] >> index & 1) == 1)]
            : [];

    [Property]
    public void A_score_is_between_0_and_100_and_so_is_every_degree_between_0_and_1(int[] one, int[] other)
    {
        var comparison = Matching.Compare(Make(one), Make(other), Rarity);
        Assert.InRange(comparison.Score, 0, 100 + 1e-9);
        Assert.All(
            new[]
            {
                comparison.Values, comparison.Needs, comparison.Dynamics, comparison.Distance, comparison.Size,
            }, degree => Assert.InRange(degree, 0, 1));
    }

    [Property]
    public void Two_territories_fit_as_well_seen_from_either_side(int[] one, int[] other)
    {
        var (first, second) = (Make(one), Make(other));
        Assert.Equal(Matching.Compare(first, second, Rarity), Matching.Compare(second, first, Rarity));
    }

    [Property]
    public void Sharing_one_more_value_never_lowers_the_score(int[] one, int[] other, int which)
    {
        var value = Words[(which & int.MaxValue) % Words.Length];
        var (first, second) = (Make(one), Make(other));
        Assert.True(
            Matching.Compare(With(first, value), With(second, value), Rarity).Score
                >= Matching.Compare(first, second, Rarity).Score - 1e-9);
    }

    [Property]
    public void The_best_do_not_depend_on_the_order_in_which_they_are_looked_at(int[][] profiles)
    {
        var all = profiles.Select((choices, index) => Make(choices ?? [], new Guid(index, 0, 0, new byte[8]))).ToArray();
        var asking = Make([3, 3, 3, 3]);
        Assert.Equal(
            Matching.Best(asking, all, 5).Select(match => match.Profile.Id),
            Matching.Best(asking, [.. all.Reverse()], 5).Select(match => match.Profile.Id));
    }

    [Fact]
    public void The_same_profile_fits_best_by_its_values_and_itself_is_no_match()
    {
        var asking = Make([7, 0, 0, 0]);
        var (twin, other) = (Make([7, 0, 0, 0]), Make([56, 0, 0, 0]));
        var best = Matching.Best(asking, [other, asking, twin], 10);
        Assert.Equal([twin.Id, other.Id], best.Select(match => match.Profile.Id));
        Assert.Equal((1, 0), (best[0].Comparison.Values, best[1].Comparison.Values));
    }

    [Fact]
    public void What_one_offers_and_the_other_seeks_is_found_whatever_accents_and_case()
    {
        var one = MatchProfile.Of(Guid.NewGuid(), "", new([], [], ["Un Verger"], [], ""), null, 0);
        var other = MatchProfile.Of(Guid.NewGuid(), "", new([], [], [], ["un verger", "Une école"], ""), null, 0);
        Assert.Equal(0.5, Matching.Compare(one, other, Rarity).Needs);
    }

    private static MatchProfile With(MatchProfile profile, string value) => profile with
    {
        Values = [.. profile.Values.Append(value).Distinct().Order(StringComparer.Ordinal)],
    };
}
