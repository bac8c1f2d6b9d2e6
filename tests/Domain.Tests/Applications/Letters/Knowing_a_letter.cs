namespace ProjetK.Applications.Tests;

public sealed class Knowing_a_letter
{
    private static readonly DateTimeOffset Later = Examples.Now.AddDays(1);

    private static Application Judged => Examples.Take(Examples.Take(
        Examples.InPreparation, Transition.SubmitEngagement), Transition.StartReview);

    [Fact]
    public void of_a_decision_that_was_never_announced_comes_never()
    {
        var waiting = Judged.Waitlist("Pas de place.", "", Examples.Now);
        var rejected = waiting.Reject("Un autre projet.", "", Later).Announce(Later)!;

        Assert.False(Letter(waiting, LetterSubject.WaitingList).IsKnownBy(rejected));
        Assert.True(Letter(rejected, LetterSubject.Refusal).IsKnownBy(rejected));
    }

    [Fact]
    public void of_a_decision_that_was_announced_stays()
    {
        var waiting = Judged.Waitlist("Pas de place.", "", Examples.Now);
        var letter = Letter(waiting, LetterSubject.WaitingList);
        Assert.False(letter.IsKnownBy(waiting.SeenBy(ProjetK.Foundation.Caller.Nobody)));

        var announced = waiting.Announce(Examples.Now)!;
        var rejected = announced.Reject("Un autre projet.", "", Later);

        Assert.True(letter.IsKnownBy(announced));
        Assert.True(letter.IsKnownBy(rejected.SeenBy(ProjetK.Foundation.Caller.Nobody)));
        Assert.True(letter.IsKnownBy(rejected.Announce(Later)!));
        Assert.False(Letter(rejected, LetterSubject.Refusal).IsKnownBy(
            rejected.SeenBy(ProjetK.Foundation.Caller.Nobody)));
    }

    [Fact]
    public void says_nothing_of_money_that_was_not_there()
    {
        var waiting = Judged.Waitlist("Pas de place.", "", Examples.Now);
        var refused = Examples.Take(Examples.Take(waiting, Transition.SelectApplication), Transition.RefuseFunds);

        Assert.Equal(waiting.TimeOf(LetterSubject.WaitingList), refused.TimeOf(LetterSubject.WaitingList));
        var text = LetterTexts.Of(
            LetterSubject.WaitingList, refused, [.. Some.Communes([.. refused.Applicant.Communes])]);
        Assert.Contains("Pas de place.", text);
        Assert.DoesNotContain("ENVELOPE_EXCEEDED", text);
    }

    private static IssuedLetter Letter(Application application, LetterSubject subject) => new(
        Guid.CreateVersion7(), application.Id, 1, subject, "K-2023-0001/LA-1", "Texte.", "", null,
        application.Decision!.DecideTime, Later, []);
}
