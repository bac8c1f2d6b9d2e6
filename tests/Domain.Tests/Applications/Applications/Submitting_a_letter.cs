using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Applications.Tests;

public sealed class Submitting_a_letter
{
    private static readonly DateTimeOffset LastSecond = Examples.Call.IntentDeadlineTime;

    [Fact]
    public void in_the_last_second_of_the_deadline_is_accepted()
    {
        var submitted = Examples.Draft.SubmitIntent(Examples.Eligible, LastSecond.AddMilliseconds(999));

        Assert.Equal(ApplicationState.IntentSubmitted, submitted.State);
    }

    [Fact]
    public void a_second_after_the_deadline_is_refused() =>
        Refused("DEADLINE_PASSED", () =>
            Examples.Draft.SubmitIntent(Examples.Eligible, LastSecond.AddSeconds(1)));

    [Fact]
    public void before_the_call_opens_is_refused() =>
        Refused("CALL_NOT_OPEN", () =>
            Examples.Draft.SubmitIntent(Examples.Eligible, Examples.Call.IntentOpenTime.AddSeconds(-1)));

    [Fact]
    public void that_lacks_fields_names_all_of_them()
    {
        var empty = Examples.Draft with { Project = new(), Contacts = Contacts.None, Intent = Letter.Empty };

        var refusal = Refused("LETTER_INCOMPLETE", () =>
            empty.SubmitIntent(Examples.Eligible, Examples.Now));

        Assert.Equal(
            ["contacts.elected_referent", "project.title", "project.summary", "intent.text", "intent.signatory"],
            refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void of_engagement_without_enough_actors_is_refused() =>
        Refused("INVOLVEMENT_INSUFFICIENT", () => Examples.InPreparation.SubmitEngagement(
            new Involvement(1, 1, 0), Examples.Estimate, Examples.Now));

    [Fact]
    public void of_engagement_signed_by_someone_other_than_the_mayor_is_incomplete()
    {
        var signedByStaff = Examples.InPreparation with
        {
            Engagement = Examples.InPreparation.Engagement with { Signatory = new("Anne Roy", "Secrétaire de mairie") },
        };

        var refusal = Refused("LETTER_INCOMPLETE", () => signedByStaff.SubmitEngagement(
            Examples.Involved, Examples.Estimate, Examples.Now));

        Assert.Equal(["engagement.signatory.function"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void freezes_its_fingerprint()
    {
        var submitted = Examples.Draft.SubmitIntent(Examples.Eligible, Examples.Now);

        Assert.Equal(Examples.Draft.Fingerprint(LetterKind.Intent), submitted.Intent.Sha256);
    }

    internal static DomainException Refused(string reason, Action step)
    {
        var refusal = Assert.Throws<DomainException>(step);
        Assert.Equal(reason, refusal.Reason);
        return refusal;
    }
}
