namespace ProjetK.Ecosystem.Tests;

public sealed class Leaving_an_invitation_unanswered(ServicesStack services) : IDisposable
{
    private readonly EcosystemHost host = services.Ecosystem;

    private static readonly TimeSpan Later = TimeSpan.FromDays(31);

    public void Dispose() => host.Clock.Return();

    private async Task<V1.Commitment> Read(V1.InviteActorResponse invited) =>
        await host.Grpc.GetCommitmentAsync(new() { Name = invited.Commitment.Name });

    private async Task<bool> HasContact(V1.InviteActorResponse invited) =>
        (await host.Grpc.GetActorAsync(
            new() { Name = invited.Commitment.Actor }, host.Authorize(People.Manager))).Contact is not null;

    private Task UntilNoticed(V1.InviteActorResponse invited) => Until.True(
        async () => await host.Value<string>(
            "SELECT state FROM commitments WHERE id = $1",
            Guid.Parse(invited.Commitment.Name.Split('/')[^1])) == "EXPIRED",
        "the end of the invitation is noticed");

    [Fact]
    public async Task expires_it_after_thirty_days_and_the_link_is_refused()
    {
        var invited = await host.InviteSomebody();
        host.Clock.Advance(Later);
        Assert.Equal(V1.Commitment.Types.State.Expired, (await Read(invited)).State);
        var refusal = await Refusal.Of(host.Grpc.ConfirmCommitmentAsync(
            new() { Name = invited.Commitment.Name, Token = invited.Token }));
        Assert.Equal("LINK_EXPIRED", refusal.Reason);
    }

    [Fact]
    public async Task lists_it_as_expired_at_once()
    {
        var invited = await host.InviteSomebody();
        host.Clock.Advance(Later);
        var parent = invited.Commitment.Name.Split("/commitments")[0];
        Assert.Single((await host.Grpc.ListCommitmentsAsync(
            new() { Parent = parent, State = V1.Commitment.Types.State.Expired })).Commitments);
        Assert.Empty((await host.Grpc.ListCommitmentsAsync(
            new() { Parent = parent, State = V1.Commitment.Types.State.Invited })).Commitments);
    }

    [Fact]
    public async Task reads_the_same_before_and_after_it_was_noticed()
    {
        var invited = await host.InviteSomebody();
        host.Clock.Advance(Later);
        var before = await Read(invited);
        await UntilNoticed(invited);
        Assert.Equal(before, await Read(invited));
    }

    [Fact]
    public async Task erases_the_contact()
    {
        var invited = await host.InviteSomebody(withContact: true);
        Assert.True(await HasContact(invited));
        host.Clock.Advance(Later);
        await Until.True(async () => !await HasContact(invited), "the contact is erased");
    }

    [Fact]
    public async Task keeps_the_contact_of_an_actor_who_takes_part_elsewhere()
    {
        var invited = await host.InviteSomebody(withContact: true);
        var elsewhere = await host.Invite(await host.OpenTerritory(), invited.Commitment.Actor);
        elsewhere.Token = await host.SecretTo(elsewhere);
        await host.Confirm(elsewhere);
        host.Clock.Advance(Later);
        await UntilNoticed(invited);
        Assert.True(await HasContact(invited));
    }

    [Fact]
    public async Task allows_another_invitation()
    {
        var invited = await host.InviteSomebody();
        host.Clock.Advance(Later);
        var again = await host.Invite(invited.Commitment.Name.Split("/commitments")[0], invited.Commitment.Actor);
        Assert.NotEqual(invited.Commitment.Name, again.Commitment.Name);
        Assert.Equal(V1.Commitment.Types.State.Confirmed, (await host.Confirm(again)).State);
    }
}
