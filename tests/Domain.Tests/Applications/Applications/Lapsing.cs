namespace ProjetK.Applications.Tests;

public sealed class Lapsing
{
    private static readonly DateTimeOffset
        IntentEnd = Examples.Call.IntentEnd, EngagementEnd = Examples.Call.EngagementEnd;

    [Fact]
    public void happens_to_a_draft_when_the_last_second_for_the_intent_has_passed()
    {
        Assert.Equal(ApplicationState.Draft, Examples.Draft.At(IntentEnd.AddTicks(-1)).State);
        var lapsed = Examples.Draft.At(IntentEnd);
        Assert.Equal(
            (ApplicationState.Lapsed, ApplicationState.Draft, 1L), (lapsed.State, lapsed.CameFrom, lapsed.Version));
    }

    [Fact]
    public void happens_to_a_preparation_when_the_last_second_for_the_engagement_has_passed()
    {
        Assert.Equal(ApplicationState.Preparation, Examples.InPreparation.At(EngagementEnd.AddTicks(-1)).State);
        Assert.Equal(ApplicationState.Lapsed, Examples.InPreparation.At(EngagementEnd).State);
    }

    [Fact]
    public void waits_for_the_end_of_the_call_where_a_draft_was_begun_after_the_deadline()
    {
        var late = Examples.Draft with { CreateTime = IntentEnd };
        Assert.Equal(ApplicationState.Draft, late.At(EngagementEnd).State);
        var closed = late with { Call = Examples.Call.Close(new Dictionary<string, int>(), EngagementEnd) };
        Assert.Equal(ApplicationState.Lapsed, closed.At(EngagementEnd).State);
    }

    [Fact]
    public void happens_to_nothing_that_waits_for_the_syndicate() => Assert.All(
        Examples.Reachable().Where(one => one.State is not (ApplicationState.Draft or ApplicationState.Preparation)),
        application => Assert.Same(application, application.At(EngagementEnd.AddYears(1))));

    [Fact]
    public void leaves_a_letter_that_comes_too_late_refused_for_its_deadline() => Submitting_a_letter.Refused(
        "DEADLINE_PASSED", () => Examples.Draft.At(IntentEnd).SubmitIntent(Examples.Eligible, IntentEnd));

    [Fact]
    public void leaves_nothing_else_possible() => Submitting_a_letter.Refused(
        "WRONG_STATE", () => Examples.Draft.At(IntentEnd).Withdraw("", IntentEnd));

    [Fact]
    public void comes_before_an_intent_is_accepted_too_late() => Submitting_a_letter.Refused(
        "DEADLINE_PASSED",
        () => Examples.Take(Examples.Draft, Transition.SubmitIntent)
            .AcceptIntent(Some.Communes("33525"), EngagementEnd));

    [Fact]
    public void is_told_to_others_once()
    {
        var lapsed = Examples.InPreparation.Lapse(EngagementEnd);
        Assert.IsType<Events.ApplicationLapsed>(lapsed.Events[^1]);
    }
}
