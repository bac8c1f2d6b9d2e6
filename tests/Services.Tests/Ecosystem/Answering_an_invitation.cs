using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

public sealed class Answering_an_invitation(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private AsyncUnaryCall<V1.Commitment> Confirm(
        V1.InviteActorResponse invited, string? token = null, string requestId = "") =>
        host.Grpc.ConfirmCommitmentAsync(
            new() { Name = invited.Commitment.Name, Token = token ?? invited.Token, RequestId = requestId });

    private AsyncUnaryCall<V1.Commitment> Decline(V1.InviteActorResponse invited) =>
        host.Grpc.DeclineCommitmentAsync(new() { Name = invited.Commitment.Name, Token = invited.Token });

    private static Guid Id(V1.InviteActorResponse invited) => Guid.Parse(invited.Commitment.Name.Split('/')[^1]);

    private async Task<int> Announcements(V1.InviteActorResponse invited)
    {
        await Until.True(
            async () => await host.Value<long>(
                "SELECT count(*) FROM outbox WHERE body::text LIKE '%' || $1 || '%'", Id(invited).ToString()) == 0
                && host.Bus.Heard<CommitmentConfirmed>().Any(confirmed => confirmed.CommitmentId == Id(invited)),
            "the confirmation is announced");
        return host.Bus.Heard<CommitmentConfirmed>().Count(confirmed => confirmed.CommitmentId == Id(invited));
    }

    [Fact]
    public async Task with_yes_confirms_and_is_announced()
    {
        var invited = await host.InviteSomebody();
        var confirmed = await host.Confirm(invited, "sobriety", "sharing", "sobriety");
        Assert.Equal(V1.Commitment.Types.State.Confirmed, confirmed.State);
        Assert.Equal(["sobriety", "sharing"], confirmed.Values);
        Assert.Equal("Animer le repair café.", confirmed.Statement);
        Assert.Null(confirmed.ExpireTime);
        Assert.NotNull(confirmed.AnswerTime);
        Assert.Equal(1, await Announcements(invited));
    }

    [Fact]
    public async Task with_no_declines()
    {
        var invited = await host.InviteSomebody();
        Assert.Equal(V1.Commitment.Types.State.Declined, (await Decline(invited)).State);
    }

    [Fact]
    public async Task by_a_wrong_secret_is_refused_and_the_right_one_still_works()
    {
        var invited = await host.InviteSomebody();
        var refusal = await Refusal.Of(Confirm(invited, "wrong"));
        Assert.Equal((StatusCode.FailedPrecondition, "LINK_EXPIRED"), (refusal.Code, refusal.Reason));
        Assert.Empty(refusal.Metadata);
        Assert.Equal(V1.Commitment.Types.State.Confirmed, (await Confirm(invited)).State);
    }

    [Fact]
    public async Task twice_is_refused_like_a_wrong_secret()
    {
        var invited = await host.InviteSomebody();
        await Confirm(invited);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Confirm(invited, requestId: Guid.NewGuid().ToString()))).Reason);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Decline(invited))).Reason);
    }

    [Fact]
    public async Task twice_with_the_same_request_id_gives_the_same_answer()
    {
        var invited = await host.InviteSomebody();
        var requestId = Guid.NewGuid().ToString();
        Assert.Equal(await Confirm(invited, requestId: requestId), await Confirm(invited, requestId: requestId));
        Assert.Equal(1, await Announcements(invited));
    }

    [Fact]
    public async Task twice_at_once_succeeds_once_and_is_announced_once()
    {
        var invited = await host.InviteSomebody();
        var calls = Enumerable.Range(0, 2)
            .Select(_ => Confirm(invited, requestId: Guid.NewGuid().ToString()).ResponseAsync).ToArray();
        await Until.Settled(calls);
        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        var refused = Assert.IsType<RpcException>(
            Assert.Single(calls, call => call.IsFaulted).Exception!.InnerException);
        Assert.Equal("LINK_EXPIRED", refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
        Assert.Equal(1, await Announcements(invited));
    }

    [Fact]
    public async Task can_show_the_actors_name()
    {
        var invited = await host.InviteSomebody();
        await host.Grpc.ConfirmCommitmentAsync(
            new() { Name = invited.Commitment.Name, Token = invited.Token, PublicName = true });
        var actor = await host.Grpc.GetActorAsync(
            new() { Name = invited.Commitment.Actor }, host.Authorize(People.Manager));
        Assert.True(actor.Consent.PublicName);
        Assert.NotNull(actor.Consent.Time);
    }

    [Fact]
    public async Task for_another_territory_is_not_found()
    {
        var invited = await host.InviteSomebody();
        var elsewhere = $"territories/{Guid.NewGuid()}/commitments/{Id(invited)}";
        var refusal = await Refusal.Of(host.Grpc.ConfirmCommitmentAsync(
            new() { Name = elsewhere, Token = invited.Token }));
        Assert.Equal("NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task with_everything_wrong_names_every_field()
    {
        var refusal = await Refusal.Of(host.Grpc.ConfirmCommitmentAsync(new()
        {
            Name = "commitments/y",
            Brings = { V1.Commitment.Types.Resource.Unspecified },
            Statement = "\0",
            Values = { Enumerable.Range(0, 21).Select(number => $"value-{number}") },
        }));
        Assert.Equal(["name", "token", "brings[0]", "statement", "values"], refusal.Fields);
    }
}
