using FsCheck.Xunit;

namespace ProjetK.Ecosystem.Tests;

public sealed class Hearing_of_candidacies
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Guid Id = Guid.CreateVersion7(), First = Id, Second = Guid.CreateVersion7();

    private static AcceptedIntent Letter(Guid application, long version = 3) =>
        new(application, "2023", $"Letter {version}", ["33525"], 1342, ["sobriety"]);

    private static Candidacies Accept(Candidacies history, Guid application, long version) =>
        history.Accept(Letter(application, version), Now.AddMinutes(version), version, Now);

    private static Candidacies Nothing => Candidacies.Unheard(Id);

    [Fact]
    public void an_accepted_letter_opens_the_territory()
    {
        var territory = Accept(Nothing, First, 3).Territory!;
        Assert.Equal((Stage.Candidate, "2023", First, 1L),
            (territory.Stage, territory.Call, territory.Application, territory.Version));
    }

    [Fact]
    public void the_same_letter_again_changes_nothing()
    {
        var opened = Accept(Nothing, First, 3);
        Assert.Same(opened, Accept(opened, First, 3));
    }

    [Fact]
    public void a_withdrawal_lets_the_territory_sleep() =>
        Assert.Equal(Stage.Dormant, Accept(Nothing, First, 3).End(First, 5, Now).Territory!.Stage);

    [Fact]
    public void a_withdrawal_heard_first_opens_no_territory() => Assert.Null(Nothing.End(First, 5, Now).Territory);

    [Fact]
    public void a_letter_heard_after_its_withdrawal_opens_a_dormant_territory() =>
        Assert.Equal(Stage.Dormant, Accept(Nothing.End(First, 5, Now), First, 3).Territory!.Stage);

    [Fact]
    public void a_later_acceptance_wakes_the_territory() => Assert.Equal(
        Stage.Candidate, Accept(Accept(Nothing, First, 3).End(First, 5, Now), First, 8).Territory!.Stage);

    [Fact]
    public void a_renewed_application_takes_the_territory_over()
    {
        var territory = Accept(Accept(Nothing, First, 3).End(First, 5, Now), Second, 9).Territory!;
        Assert.Equal((Stage.Candidate, Id, Second), (territory.Stage, territory.Id, territory.Application));
    }

    [Fact]
    public void a_late_withdrawal_of_an_earlier_application_changes_nothing()
    {
        var renewed = Accept(Accept(Nothing, First, 3), Second, 9);
        Assert.Same(renewed.Territory, renewed.End(First, 5, Now).Territory);
    }

    [Fact]
    public void an_earlier_letter_heard_late_changes_nothing()
    {
        var renewed = Accept(Nothing, Second, 9);
        Assert.Same(renewed.Territory, Accept(renewed, First, 3).Territory);
    }

    [Fact]
    public void a_cooperation_and_its_end_take_the_territory_with_them()
    {
        var cooperating = Accept(Nothing, First, 3).Reach(First, Stage.Cooperating, 8, Now);
        Assert.Equal(Stage.Cooperating, cooperating.Territory!.Stage);
        Assert.Equal(Stage.Open, cooperating.Reach(First, Stage.Open, 9, Now).Territory!.Stage);
        Assert.Equal(Stage.Dormant, cooperating.Reach(First, Stage.Open, 9, Now).End(First, 10, Now).Territory!.Stage);
        Assert.Same(cooperating.Territory, cooperating.End(First, 7, Now).Territory);
    }

    [Fact]
    public void a_reinstatement_makes_it_a_candidate_again() => Assert.Equal(
        Stage.Candidate,
        Accept(Nothing, First, 3).End(First, 5, Now).Reach(First, Stage.Candidate, 6, Now).Territory!.Stage);

    [Property]
    public bool the_order_does_not_matter((byte Kind, bool OfSecond, byte Version)[] facts, int seed)
    {
        // One fact per version of an application, as an application has it.
        var distinct = facts.DistinctBy(fact => (fact.OfSecond, fact.Version)).ToArray();
        var shuffled = distinct.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Outcome(distinct) == Outcome(shuffled);
    }

    private static (Stage?, Guid?, string?) Outcome((byte Kind, bool OfSecond, byte Version)[] facts)
    {
        Stage[] stages = [Stage.Dormant, Stage.Cooperating, Stage.Open, Stage.Candidate];
        var territory = facts.Aggregate(Nothing, (history, fact) =>
        {
            var (application, version) = (fact.OfSecond ? Second : First, fact.Version + 1L);
            return (fact.Kind % 5) is > 0 and var stage
                ? history.Reach(application, stages[stage - 1], version, Now)
                : Accept(history, application, version);
        }).Territory;
        return (territory?.Stage, territory?.Application, territory?.DisplayName);
    }
}
