namespace ProjetK.Ecosystem.Tests;

public sealed class Judging_a_measure
{
    private static Indicator Measure(decimal value, decimal? baseline = null, string unit = "kg/hab/an") => new(
        Guid.Empty, Guid.Empty, "residual-waste", "", 2027, value, unit, "", baseline, "", default, default, 1);

    [Theory]
    [InlineData(-15.5, "%", 160, 200, OutcomeState.Reached)]
    [InlineData(-15.5, "%", 180, 200, OutcomeState.Missed)]
    [InlineData(-20, "kg/hab/an", 180, 200, OutcomeState.Reached)]
    [InlineData(-20, "kg/hab/an", 181, 200, OutcomeState.Missed)]
    [InlineData(300, "visites", 300, 10, OutcomeState.Reached)]
    [InlineData(300, "visites", 299, 10, OutcomeState.Missed)]
    [InlineData(0, "visites", -1, 10, OutcomeState.Missed)]
    public void compares_a_fall_with_the_baseline_and_anything_else_as_it_is(
        double target, string unit, double value, double baseline, object expected) => Assert.Equal(
        expected, new Target("residual-waste", "", (decimal)target, unit).Judge(
            Measure((decimal)value, (decimal)baseline)));

    [Fact]
    public void without_a_measure_is_open() =>
        Assert.Equal(OutcomeState.Open, new Target("residual-waste", "", 1, "").Judge(null));

    [Fact]
    public void joins_to_reached_only_when_all_are() => Assert.Equal(
        [OutcomeState.Open, OutcomeState.Open, OutcomeState.Missed, OutcomeState.Reached],
        new OutcomeState[][]
        {
            [], [OutcomeState.Reached, OutcomeState.Open], [OutcomeState.Reached, OutcomeState.Missed],
            [OutcomeState.Reached, OutcomeState.Reached],
        }.Select(Target.Join));
}
