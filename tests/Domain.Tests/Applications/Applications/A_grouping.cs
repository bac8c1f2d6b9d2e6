namespace ProjetK.Applications.Tests;

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
            Grouping.SubmitIntent(Examples.Eligible, Examples.Now));

        Assert.Equal("communes/33191", refusal.Metadata["communes"]);
    }

    [Fact]
    public void submits_once_every_other_commune_has_signed() =>
        Assert.Equal(
            ApplicationState.IntentSubmitted,
            Signed.SubmitIntent(Examples.Eligible, Examples.Now).State);

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
    public void keeps_with_each_signature_which_letter_was_signed() => Assert.Equal(
        Grouping.Fingerprint(LetterKind.Intent), Assert.Single(Signed.Intent.Signatures).Sha256);

    [Fact]
    public void does_not_count_a_signature_under_another_letter()
    {
        var other = Signed with { Intent = Signed.Intent with { Text = "Autre texte." } };
        Submitting_a_letter.Refused("SIGN_OFF_MISSING", () => other.SubmitIntent(Examples.Eligible, Examples.Now));
    }

    [Fact]
    public void loses_its_signatures_when_the_letter_changes()
    {
        var content = Content.Of(Signed) with { Intent = Signed.Intent with { Text = "Autre texte." } };

        Assert.Empty(Signed.Edit(content, Examples.Draft.Population, Examples.Now).Intent.Signatures);
    }

    [Fact]
    public void keeps_its_signatures_when_only_contacts_change()
    {
        var content = Content.Of(Signed) with { Contacts = Contacts.None };

        Assert.Single(Signed.Edit(content, Examples.Draft.Population, Examples.Now).Intent.Signatures);
    }
}
