using ProjetK.Foundation;
using ProjetK.ServiceDefaults;

namespace ProjetK.Ecosystem.Tests;

public sealed class Committing
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly string Secret = SecretLink.NewSecret();

    private static Commitment Invited => Commitment.Invite(
        Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), [Resource.Time], "Aider", Secret, Now);

    private static Commitment Confirmed => Invited.Confirm(Secret, [], "", [], Now);

    private static string Reason(Action transition) => Assert.Throws<DomainException>(transition).Reason;

    [Fact]
    public void by_the_right_secret_confirms_and_uses_up_the_link()
    {
        var confirmed = Invited.Confirm(Secret, [], "", ["sobriety"], Now.AddDays(1));
        Assert.Equal((CommitmentState.Confirmed, null, Now.AddDays(1), 2L),
            (confirmed.State, confirmed.Link, confirmed.AnswerTime!.Value, confirmed.Version));
    }

    [Fact]
    public void keeps_what_was_asked_when_the_actor_says_nothing_else()
    {
        Assert.Equal([Resource.Time], Confirmed.Brings);
        Assert.Equal("Aider", Confirmed.Statement);
    }

    [Fact]
    public void takes_the_actors_own_words()
    {
        var confirmed = Invited.Confirm(Secret, [Resource.Space], "Prêter la salle", [], Now);
        Assert.Equal([Resource.Space], confirmed.Brings);
        Assert.Equal("Prêter la salle", confirmed.Statement);
    }

    [Fact]
    public void by_a_wrong_secret_is_refused() =>
        Assert.Equal("LINK_EXPIRED", Reason(() => Invited.Confirm(SecretLink.NewSecret(), [], "", [], Now)));

    [Fact]
    public void by_a_used_secret_is_refused() =>
        Assert.Equal("LINK_EXPIRED", Reason(() => Confirmed.Confirm(Secret, [], "", [], Now)));

    [Fact]
    public void is_possible_until_just_before_thirty_days() => Assert.Equal(
        CommitmentState.Declined, Invited.Decline(Secret, Now.AddDays(30).AddMicroseconds(-1)).State);

    [Fact]
    public void after_thirty_days_is_refused() =>
        Assert.Equal("LINK_EXPIRED", Reason(() => Invited.Decline(Secret, Now.AddDays(30))));

    [Fact]
    public void all_refused_links_look_the_same() => Assert.Single(
        new Action[]
        {
            () => Invited.Confirm("wrong", [], "", [], Now),
            () => Confirmed.Confirm(Secret, [], "", [], Now),
            () => Invited.Confirm(Secret, [], "", [], Now.AddDays(31)),
        }.Select(answer => Assert.Throws<DomainException>(answer).Message).Distinct());

    [Fact]
    public void again_renews_the_link_and_the_old_secret_dies()
    {
        var other = SecretLink.NewSecret();
        var renewed = Invited.Renew([Resource.Skill], "Autre chose", other, Now.AddDays(10));
        Assert.Equal("LINK_EXPIRED", Reason(() => renewed.Confirm(Secret, [], "", [], Now.AddDays(11))));
        Assert.Equal(CommitmentState.Confirmed, renewed.Confirm(other, [], "", [], Now.AddDays(39)).State);
    }

    [Fact]
    public void again_while_confirmed_is_refused_with_state_and_allowed()
    {
        var refusal = Assert.Throws<DomainException>(() => Confirmed.Renew([], "", Secret, Now));
        Assert.Equal(("WRONG_STATE", "CONFIRMED", "INVITED"),
            (refusal.Reason, refusal.Metadata["state"], refusal.Metadata["allowed"]));
    }

    [Fact]
    public void ends_only_after_it_was_confirmed()
    {
        Assert.Equal(CommitmentState.Ended, Confirmed.End(Now).State);
        Assert.Equal("WRONG_STATE", Reason(() => Invited.End(Now)));
    }

    [Fact]
    public void expires_only_unanswered()
    {
        Assert.Equal(CommitmentState.Expired, Invited.At(Now.AddDays(30)).State);
        Assert.Equal(CommitmentState.Invited, Invited.At(Now.AddDays(29)).State);
        Assert.Equal(CommitmentState.Confirmed, Confirmed.At(Now.AddDays(99)).State);
        Assert.Equal("WRONG_STATE", Reason(() => Confirmed.Expire()));
    }

    [Fact]
    public void makes_secrets_of_32_bytes_that_never_repeat()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => SecretLink.NewSecret()).ToHashSet();
        Assert.Equal(100, secrets.Count);
        Assert.All(secrets, secret => Assert.Matches("^[A-Za-z0-9_-]{43}$", secret));
    }
}
