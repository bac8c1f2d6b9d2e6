namespace ProjetK.Ecosystem.Tests;

public sealed class Merging_actors
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly Guid One = Guid.NewGuid(), Other = Guid.NewGuid(), Place = Guid.NewGuid();

    private static Actor Of(Guid id, Consent consent, Contact? contact = null) =>
        new(id, "Les amis", ActorKind.Association, "33525", contact, consent, Now, Now, 1);

    private static Commitment In(Guid territory, Guid actor, CommitmentState state) =>
        Commitment.Invite(Guid.NewGuid(), territory, actor, [Resource.Time], "", "secret", Now) with
        {
            State = state,
            Link = state == CommitmentState.Invited ? Foundation.SecretLink.For("secret", Now.AddDays(30)) : null,
        };

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void keeps_the_consent_that_both_gave(bool mine, bool theirs, bool expected)
    {
        var contact = new Contact("Camille", "camille@example.fr", "");
        var merged = Of(Other, new(true, mine, Now), mine ? contact : null)
            .TakeIn(Of(One, new(true, theirs, Now), theirs ? contact : null), Now);
        Assert.Equal((expected, expected), (merged.Consent.Contact, merged.Contact is not null));
    }

    [Fact]
    public void leaves_one_commitment_in_a_territory_the_confirmed_one()
    {
        var (asked, confirmed) = (In(Place, Other, CommitmentState.Invited), In(Place, One, CommitmentState.Confirmed));
        var after = Commitment.Merge([confirmed, asked], Other, Now).ToDictionary(pair => pair.Before.Id, pair => pair.After);
        Assert.Equal((CommitmentState.Confirmed, Other), (after[confirmed.Id].State, after[confirmed.Id].Actor));
        Assert.Equal(CommitmentState.Expired, after[asked.Id].State);
    }

    [Fact]
    public void keeps_links_of_invitations_elsewhere()
    {
        var asked = In(Guid.NewGuid(), One, CommitmentState.Invited);
        var (_, after) = Assert.Single(Commitment.Merge([asked], Other, Now));
        Assert.Equal(CommitmentState.Confirmed, after.Confirm("secret", [], "", [], Now).State);
    }

    [Fact]
    public void leaves_nothing_of_who_was_taken_in()
    {
        var gone = Of(One, new(true, true, Now), new("Camille", "camille@example.fr", "")).Yield(Other, Now);
        Assert.Equal(("", null, Other, $"{One}"), (gone.DisplayName, gone.Contact, gone.MergedInto, gone.SearchName));
    }
}
