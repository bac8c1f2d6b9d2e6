namespace ProjetK.Applications.Tests;

public sealed class Ranking_applications
{
    private static readonly Random Chance = new(20230915);

    [Fact]
    public void puts_the_best_first_and_equals_at_the_same_rank_in_the_order_of_their_references()
    {
        // 5 of one review, 10 of two: the same mean.
        (string Reference, Standing Standing)[] all =
        [
            ("K-4", new(1, 5)), ("K-1", new(3, 9)), ("K-3", new(2, 10)), ("K-2", new(1, 6)), ("K-5", default),
        ];
        Assert.Equal(
            [("K-2", 1), ("K-3", 2), ("K-4", 2), ("K-1", 4), ("K-5", 0)],
            Ranking.Of(all, one => one.Standing, one => one.Reference).Select(one => (one.Item.Reference, one.Rank)));
    }

    [Fact]
    public void does_not_depend_on_the_order_in_which_they_are_read()
    {
        var all = Enumerable.Range(0, 40)
            .Select(number => (Reference: $"K-{number:00}", Standing: new Standing(Chance.Next(4), Chance.Next(30))))
            .ToArray();
        var expected = Ranking.Of(all, one => one.Standing, one => one.Reference);
        Chance.Shuffle(all);
        Assert.Equal(expected, Ranking.Of(all, one => one.Standing, one => one.Reference));
    }

    [Fact]
    public void says_of_two_that_one_is_better_or_both_are_equal_or_one_has_no_review()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Standing one = new(Chance.Next(5), Chance.Next(250)), other = new(Chance.Next(5), Chance.Next(250));
            var isEqual = one.Points * other.Reviews == other.Points * one.Reviews;
            Assert.False(one.IsBetterThan(one));
            Assert.Equal(
                one.IsRanked && other.IsRanked && !isEqual, one.IsBetterThan(other) ^ other.IsBetterThan(one));
        }
    }

    [Fact]
    public void compares_what_no_fraction_tells_apart()
    {
        // A third and a little more.
        Standing third = new(3, 1), more = new(300_000, 100_001);
        Assert.True(more.IsBetterThan(third));
        Assert.False(third.IsBetterThan(more));
        Assert.False(new Standing(6, 2).IsBetterThan(third));
    }
}
