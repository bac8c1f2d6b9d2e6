using ProjetK.ServiceDefaults;
using Xunit;

namespace ProjetK.Applications.Tests;

public sealed class Submitting_a_letter
{
    private static readonly DateTimeOffset LastSecond = Examples.Call.IntentDeadlineTime;

    [Fact]
    public void in_the_last_second_of_the_deadline_is_accepted()
    {
        var submitted = Examples.Draft.SubmitIntent(Examples.Call, Examples.Eligible, LastSecond.AddMilliseconds(999));

        Assert.Equal(ApplicationState.IntentSubmitted, submitted.State);
    }

    [Fact]
    public void a_second_after_the_deadline_is_refused() =>
        Refused("DEADLINE_PASSED", () =>
            Examples.Draft.SubmitIntent(Examples.Call, Examples.Eligible, LastSecond.AddSeconds(1)));

    [Fact]
    public void before_the_call_opens_is_refused() =>
        Refused("CALL_NOT_OPEN", () =>
            Examples.Draft.SubmitIntent(Examples.Call, Examples.Eligible, Examples.Call.IntentOpenTime.AddSeconds(-1)));

    [Fact]
    public void that_lacks_fields_names_all_of_them()
    {
        var empty = Examples.Draft with { Project = new(), Contacts = Contacts.None, Intent = Letter.Empty };

        var refusal = Refused("LETTER_INCOMPLETE", () =>
            empty.SubmitIntent(Examples.Call, Examples.Eligible, Examples.Now));

        Assert.Equal(
            ["contacts.elected_referent", "project.title", "project.summary", "intent.text", "intent.signatory"],
            refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void of_engagement_without_enough_actors_is_refused() =>
        Refused("INVOLVEMENT_INSUFFICIENT", () => Examples.InPreparation.SubmitEngagement(
            Examples.Call, new Involvement(1, 1, 0), Examples.Estimate, Examples.Now));

    [Fact]
    public void of_engagement_signed_by_someone_other_than_the_mayor_is_incomplete()
    {
        var signedByStaff = Examples.InPreparation with
        {
            Engagement = Examples.InPreparation.Engagement with { Signatory = new("Anne Roy", "Secrétaire de mairie") },
        };

        var refusal = Refused("LETTER_INCOMPLETE", () => signedByStaff.SubmitEngagement(
            Examples.Call, Examples.Involved, Examples.Estimate, Examples.Now));

        Assert.Equal(["engagement.signatory.function"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void freezes_its_fingerprint()
    {
        var submitted = Examples.Draft.SubmitIntent(Examples.Call, Examples.Eligible, Examples.Now);

        Assert.Equal(Examples.Draft.Fingerprint(LetterKind.Intent), submitted.Intent.Sha256);
    }

    internal static DomainException Refused(string reason, Action step)
    {
        var refusal = Assert.Throws<DomainException>(step);
        Assert.Equal(reason, refusal.Reason);
        return refusal;
    }
}

public sealed class A_grouping
{
    private static readonly Application Grouping = Examples.Draft with
    {
        Applicant = Examples.Draft.Applicant with
        {
            Kind = ApplicantKind.Grouping,
            Lead = "33166",
            Communes = ["33166", "33191"],
        },
    };

    private static readonly Signatory MayorOfGours = new("Jeanne Martin", "Maire");

    private static Application Signed => Grouping.Sign(
        null, "33191", Grouping.Fingerprint(LetterKind.Intent), MayorOfGours, Examples.Now);

    [Fact]
    public void cannot_submit_before_every_other_commune_has_signed()
    {
        var refusal = Submitting_a_letter.Refused("SIGN_OFF_MISSING", () =>
            Grouping.SubmitIntent(Examples.Call, Examples.Eligible, Examples.Now));

        Assert.Equal("communes/33191", refusal.Metadata["communes"]);
    }

    [Fact]
    public void submits_once_every_other_commune_has_signed() =>
        Assert.Equal(
            ApplicationState.IntentSubmitted,
            Signed.SubmitIntent(Examples.Call, Examples.Eligible, Examples.Now).State);

    [Fact]
    public void signs_exactly_the_letter_that_was_read() =>
        Submitting_a_letter.Refused("ETAG_MISMATCH", () =>
            Grouping.Sign(null, "33191", new string('0', 64), MayorOfGours, Examples.Now));

    [Fact]
    public void is_not_signed_by_its_lead_or_by_strangers()
    {
        var fingerprint = Grouping.Fingerprint(LetterKind.Intent);

        foreach (var commune in new[] { "33166", "33525" })
            Submitting_a_letter.Refused("INVALID_FIELD", () =>
                Grouping.Sign(null, commune, fingerprint, MayorOfGours, Examples.Now));
    }

    [Fact]
    public void loses_its_signatures_when_the_letter_changes()
    {
        var content = Content.Of(Signed) with { Intent = Signed.Intent with { Text = "Autre texte." } };

        Assert.Empty(Signed.Edit(content, Examples.Draft.Population, Examples.Call, Examples.Now).Intent.Signatures);
    }

    [Fact]
    public void keeps_its_signatures_when_only_contacts_change()
    {
        var content = Content.Of(Signed) with { Contacts = Contacts.None };

        Assert.Single(Signed.Edit(content, Examples.Draft.Population, Examples.Call, Examples.Now).Intent.Signatures);
    }
}

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
            Examples.InPreparation.Edit(content, Examples.Draft.Population, Examples.Call, Examples.Now));
    }

    [Fact]
    public void lets_the_deliberation_follow_the_letter_of_engagement_until_its_deadline()
    {
        var submitted = Examples.InPreparation.SubmitEngagement(
            Examples.Call, Examples.Involved, Examples.Estimate, Examples.Now);
        var content = Content.Of(submitted) with
        {
            Engagement = submitted.Engagement with { Deliberation = new("2023-09-12", new DateOnly(2023, 9, 12)) },
        };

        var edited = submitted.Edit(content, submitted.Population, Examples.Call, Examples.Now);

        Assert.Equal("2023-09-12", edited.Engagement.Deliberation!.Number);
        Assert.Equal(submitted.Engagement.Sha256, edited.Engagement.Sha256);
        Submitting_a_letter.Refused("DEADLINE_PASSED", () => submitted.Edit(
            content, submitted.Population, Examples.Call, Examples.Call.DeliberationDeadlineTime.AddSeconds(1)));
    }
}
