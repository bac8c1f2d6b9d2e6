namespace ProjetK.Applications.Tests;

public sealed class Fingerprinting_a_letter
{
    [Fact]
    public void gives_what_the_documentation_computes() => Assert.Equal(
        "4679a87fdcf4b0b42bcf75d673f435c3a0560e0af2dd7d03107cd04bca36ea9b",
        Examples.Draft.Fingerprint(LetterKind.Intent));

    [Fact]
    public void tells_a_line_break_from_what_looks_like_one() => Assert.NotEqual(
        WithText("un\ndeux").Fingerprint(LetterKind.Intent), WithText(@"un\ndeux").Fingerprint(LetterKind.Intent));

    [Fact]
    public void does_not_read_a_text_as_another_field() => Assert.NotEqual(
        WithText("x\nsignatory.display_name=Y").Fingerprint(LetterKind.Intent),
        (WithText("x") with { Intent = new() { Text = "x", Signatory = new("Y", "Maire") } })
            .Fingerprint(LetterKind.Intent));

    [Fact]
    public void leaves_out_contacts_and_the_deliberation() => Assert.Equal(
        Examples.Draft.Fingerprint(LetterKind.Engagement),
        (Examples.Draft with
        {
            Contacts = Contacts.None,
            Engagement = Examples.Draft.Engagement with { Deliberation = null },
        }).Fingerprint(LetterKind.Engagement));

    [Fact]
    public void changes_with_the_communes_but_not_with_their_order()
    {
        Application Of(params string[] communes) => Examples.Draft with
        {
            Applicant = new(ApplicantKind.Grouping, "33525", communes),
        };
        Assert.Equal(
            Of("33525", "33191").Fingerprint(LetterKind.Intent), Of("33191", "33525").Fingerprint(LetterKind.Intent));
        Assert.NotEqual(
            Of("33525", "33191").Fingerprint(LetterKind.Intent), Of("33525", "33166").Fingerprint(LetterKind.Intent));
    }

    private static Application WithText(string text) =>
        Examples.Draft with { Intent = Examples.Draft.Intent with { Text = text } };
}
