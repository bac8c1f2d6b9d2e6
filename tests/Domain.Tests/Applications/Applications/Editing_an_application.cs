namespace ProjetK.Applications.Tests;

public sealed class Editing_an_application
{
    [Fact]
    public void in_preparation_keeps_the_letter_of_intent_as_it_was_sent()
    {
        var content = Content.Of(Examples.InPreparation) with
        {
            Intent = Examples.InPreparation.Intent with { Text = "Autre texte." },
        };

        Submitting_a_letter.Refused("WRONG_STATE", () =>
            Examples.InPreparation.Edit(content, Examples.Draft.Population, Examples.Now));
    }

    [Fact]
    public void lets_the_deliberation_follow_the_letter_of_engagement_until_its_deadline()
    {
        var submitted = Examples.InPreparation.SubmitEngagement(Examples.Involved, Examples.Estimate, Examples.Now);
        var content = Content.Of(submitted) with
        {
            Engagement = submitted.Engagement with { Deliberation = new("2023-09-12", new DateOnly(2023, 9, 12)) },
        };

        var edited = submitted.Edit(content, submitted.Population, Examples.Now);

        Assert.Equal("2023-09-12", edited.Engagement.Deliberation!.Number);
        Assert.Equal(submitted.Engagement.Sha256, edited.Engagement.Sha256);
        Submitting_a_letter.Refused("DEADLINE_PASSED", () => submitted.Edit(
            content, submitted.Population, Examples.Call.DeliberationDeadlineTime.AddSeconds(1)));
    }
}
