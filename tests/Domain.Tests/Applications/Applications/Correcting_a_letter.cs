using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class Correcting_a_letter
{
    private static readonly DateTimeOffset Due = Examples.Now.AddDays(7);
    private static readonly Signatory Mayor = new("Jeanne Martin", "Maire");

    [Fact]
    public void blocks_every_step_forward()
    {
        Assert.Equal("CORRECTION_PENDING", Refusal(Asked("project"), Transition.AcceptIntent));
        Assert.Equal("CORRECTION_PENDING", Refusal(Asked("project"), Transition.ConfirmPopulation));
        Assert.Equal("CORRECTION_PENDING", Refusal(Asked("project"), Transition.RequestCorrection));
        Assert.Null(Refusal(Asked("project"), Transition.WithdrawApplication));
        Assert.Null(Refusal(Asked("project"), Transition.DeclareIneligible));
        Assert.Null(Refusal(Asked("project"), Transition.CancelCorrection));
        var judged = Examples.Reachable().First(one => one.State == ApplicationState.UnderReview)
            .RequestCorrection(["project"], Due, "", Examples.Now);
        Assert.Equal("CORRECTION_PENDING", Refusal(judged, Transition.SelectApplication));
        Assert.Equal("CORRECTION_PENDING", Refusal(judged, Transition.WaitlistApplication));
        Assert.Equal("CORRECTION_PENDING", Refusal(judged, Transition.RejectApplication));
    }

    [Fact]
    public void opens_the_named_fields_alone()
    {
        var asked = Asked("project.summary");
        Assert.Equal("Mieux.", Rewrite(asked, "Mieux.").Project.Summary);
        var title = Content.Of(asked) with { Project = asked.Project with { Title = "Autre" } };
        Assert.Equal(
            "WRONG_STATE",
            Assert.Throws<DomainException>(() => asked.Edit(title, asked.Population, Examples.Now)).Reason);
    }

    [Fact]
    public void ends_with_its_last_second()
    {
        var asked = Asked("project");
        Assert.Null(asked.Refusal(Transition.AnswerCorrection, Due));
        Assert.Equal("DEADLINE_PASSED", asked.Refusal(Transition.AnswerCorrection, Due.AddSeconds(1))!.Reason);
        Assert.Equal("DEADLINE_PASSED", asked.Refusal(Transition.UpdateApplication, Due.AddSeconds(1))!.Reason);
        Assert.Equal("CORRECTION_PENDING", asked.Refusal(Transition.AcceptIntent, Due.AddSeconds(1))!.Reason);
    }

    [Fact]
    public void keeps_the_first_version_beside_the_second()
    {
        var asked = Asked("project");
        var later = Examples.Now.AddDays(1);
        var answered = Rewrite(asked, "Mieux.").AnswerCorrection(Examples.Eligible, null, later);

        Assert.Null(answered.Correction);
        Assert.Equal([new(Examples.Now, asked.Intent.Sha256!)], answered.Intent.Earlier);
        Assert.NotEqual(asked.Intent.Sha256, answered.Intent.Sha256);
        Assert.Equal(later, answered.Intent.SubmitTime);
        Assert.Equal(LetterFingerprint.Of(answered, LetterKind.Intent), answered.Fingerprint(LetterKind.Intent));
    }

    [Fact]
    public void needs_new_signatures_only_when_the_letter_says_something_else()
    {
        var draft = Examples.Draft with
        {
            Applicant = new(ApplicantKind.Grouping, "33525", ["33525", "33191"]),
        };
        var signed = draft.Sign(null, "33191", draft.Fingerprint(LetterKind.Intent), Mayor, Examples.Now);
        var asked = Examples.Take(signed, Transition.SubmitIntent)
            .RequestCorrection(["project", "contacts"], Due, "", Examples.Now);
        Assert.Null(Refusal(asked, Transition.AnswerCorrection));

        var rewritten = Rewrite(asked, "Mieux.");
        Assert.Equal("SIGN_OFF_MISSING", Refusal(rewritten, Transition.AnswerCorrection));
        var again = rewritten.Sign(null, "33191", rewritten.Fingerprint(LetterKind.Intent), Mayor, Examples.Now);
        Assert.Null(Refusal(again, Transition.AnswerCorrection));
        Assert.Equal("SIGN_OFF_MISSING", Refusal(Rewrite(again, "Encore."), Transition.AnswerCorrection));
    }

    [Fact]
    public void that_is_cancelled_brings_back_what_was_submitted()
    {
        var asked = Asked("project");
        var cancelled = Rewrite(asked, "Mieux.").CancelCorrection(Examples.Now);
        Assert.Equal(asked.Project.Summary, cancelled.Project.Summary);
        Assert.Null(cancelled.Correction);
        Assert.Equal(asked.Project.Summary, Rewrite(asked, "Mieux.").Withdraw("", Examples.Now).Project.Summary);
    }

    [Fact]
    public void that_is_cancelled_keeps_a_deliberation_that_followed_meanwhile()
    {
        var submitted = Examples.Take(Examples.InPreparation, Transition.SubmitEngagement);
        var asked = (submitted with { Engagement = submitted.Engagement with { Deliberation = null } })
            .RequestCorrection(["project"], Due, "", Examples.Now);
        var voted = submitted.Engagement.Deliberation ?? new("2026-12", new(2026, 7, 11));
        var followed = asked with { Engagement = asked.Engagement with { Deliberation = voted } };
        Assert.Equal(voted, followed.CancelCorrection(Examples.Now).Engagement.Deliberation);
    }

    private static Application Asked(params string[] fields) =>
        Examples.Take(Examples.Draft, Transition.SubmitIntent).RequestCorrection(fields, Due, "", Examples.Now);

    private static Application Rewrite(Application application, string summary) => application.Edit(
        Content.Of(application) with { Project = application.Project with { Summary = summary } },
        application.Population, Examples.Now);

    private static string? Refusal(Application application, Transition step) =>
        application.Refusal(step, Examples.Now)?.Reason;
}
