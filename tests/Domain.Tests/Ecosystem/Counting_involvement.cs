using FsCheck.Xunit;

namespace ProjetK.Ecosystem.Tests;

public sealed class Counting_involvement
{
    private static Involvement Of(int[] kinds, Thresholds thresholds) => new(
        Guid.Empty, Enum.GetValues<ActorKind>().Zip(kinds).ToDictionary(pair => pair.First, pair => pair.Second), [],
        thresholds);

    [Fact]
    public void one_public_one_private_one_civil_is_enough_by_default() =>
        Assert.True(Of([1, 1, 1, 0, 0], Thresholds.Default).Sufficient);

    [Fact]
    public void a_school_counts_as_public() => Assert.True(Of([0, 1, 1, 1, 0], Thresholds.Default).Sufficient);

    [Fact]
    public void citizens_count_with_associations() =>
        Assert.True(Of([1, 1, 1, 0, 1], new(1, 1, 2)).Sufficient);

    [Fact]
    public void what_is_missing_is_named_by_group()
    {
        var missing = Of([0, 2, 0, 1, 0], new(2, 1, 3)).Requirements
            .ToDictionary(requirement => requirement.Group, requirement => requirement.Missing);
        Assert.Equal((1, 0, 3), (missing[Group.Public], missing[Group.Private], missing[Group.Civil]));
    }

    [Property]
    public bool sufficient_means_that_no_group_lacks_anyone(byte[] five, byte ofPublic, byte ofPrivate, byte ofCivil)
    {
        int[] kinds = [.. five.Concat(new byte[5]).Take(5).Select(count => (int)count)];
        var involvement = Of(kinds, new(ofPublic, ofPrivate, ofCivil));
        return involvement.Sufficient ==
            (kinds[0] + kinds[3] >= ofPublic && kinds[1] >= ofPrivate && kinds[2] + kinds[4] >= ofCivil);
    }
}
