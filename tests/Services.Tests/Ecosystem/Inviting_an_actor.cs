using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

public sealed class Inviting_an_actor(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    [Fact]
    public async Task gives_an_open_commitment_and_a_secret_for_thirty_days()
    {
        var invited = await host.InviteSomebody();
        Assert.Equal(V1.Commitment.Types.State.Invited, invited.Commitment.State);
        Assert.Equal(43, invited.Token.Length);
        Assert.Equal(TimeSpan.FromDays(30),
            (invited.Commitment.ExpireTime - invited.Commitment.CreateTime).ToTimeSpan());
        Assert.Equal(invited.Commitment, await host.Grpc.GetCommitmentAsync(new() { Name = invited.Commitment.Name }));
    }

    [Fact]
    public async Task keeps_only_the_hash_of_the_secret_with_the_commitment()
    {
        var invited = await host.InviteSomebody();
        Assert.False(await host.Value<bool>(
            "SELECT bool_or(commitments::text LIKE '%' || $1 || '%') FROM commitments", invited.Token));
    }

    [Fact]
    public async Task again_renews_the_link_and_the_old_secret_dies()
    {
        var territory = await host.OpenTerritory();
        var actor = await host.RecordActor();
        var first = await host.Invite(territory, actor.Name);
        var second = await host.Invite(territory, actor.Name);
        Assert.Equal(first.Commitment.Name, second.Commitment.Name);
        Assert.NotEqual(first.Token, second.Token);
        var refusal = await Refusal.Of(host.Grpc.ConfirmCommitmentAsync(
            new() { Name = first.Commitment.Name, Token = first.Token }));
        Assert.Equal("LINK_EXPIRED", refusal.Reason);
        Assert.Equal(V1.Commitment.Types.State.Confirmed, (await host.Confirm(second)).State);
    }

    [Fact]
    public async Task again_with_the_same_request_id_gives_the_same_secret()
    {
        var territory = await host.OpenTerritory();
        var actor = await host.RecordActor();
        var request = new V1.InviteActorRequest
        {
            Parent = territory,
            Actor = actor.Name,
            RequestId = Guid.NewGuid().ToString(),
        };
        Assert.Equal(await host.Grpc.InviteActorAsync(request), await host.Grpc.InviteActorAsync(request));
    }

    [Fact]
    public async Task who_already_confirmed_is_refused()
    {
        var invited = await host.InviteSomebody();
        await host.Confirm(invited);
        var refusal = await Refusal.Of(host.Grpc.InviteActorAsync(
            new() { Parent = Territory(invited), Actor = invited.Commitment.Actor }));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE", "CONFIRMED", "INVITED"),
            (refusal.Code, refusal.Reason, refusal.Metadata["state"], refusal.Metadata["allowed"]));
    }

    [Fact]
    public async Task who_declined_is_possible_and_makes_another_commitment()
    {
        var invited = await host.InviteSomebody();
        await host.Grpc.DeclineCommitmentAsync(new() { Name = invited.Commitment.Name, Token = invited.Token });
        var again = await host.Invite(Territory(invited), invited.Commitment.Actor);
        Assert.NotEqual(invited.Commitment.Name, again.Commitment.Name);
    }

    [Fact]
    public async Task many_times_at_once_leaves_one_open_commitment()
    {
        var territory = await host.OpenTerritory();
        var actor = await host.RecordActor();
        var calls = Enumerable.Range(0, 8).Select(_ => host.Invite(territory, actor.Name)).ToArray();
        await Until.Settled(calls);
        Assert.Contains(calls, call => call.IsCompletedSuccessfully);
        Assert.All(calls.Where(call => call.IsFaulted), call => Assert.Equal(
            StatusCode.Aborted, Assert.IsType<RpcException>(call.Exception!.InnerException).StatusCode));
        Assert.Single((await host.Grpc.ListCommitmentsAsync(new() { Parent = territory })).Commitments);
    }

    [Fact]
    public async Task to_a_dormant_territory_is_refused()
    {
        var letter = Scene.Letter();
        await host.Bus.Publish(letter);
        await host.Bus.Publish(new ApplicationWithdrawn(
            letter.ApplicationId, letter.TerritoryId, letter.Call, letter.AcceptTime, 5));
        var territory = await host.Stage(letter.TerritoryId, V1.Territory.Types.Stage.Dormant);
        var actor = await host.RecordActor();
        var refusal = await Refusal.Of(host.Grpc.InviteActorAsync(new() { Parent = territory, Actor = actor.Name }));
        Assert.Equal(("WRONG_STATE", "DORMANT", "CANDIDATE,COOPERATING,OPEN,PARTNER"),
            (refusal.Reason, refusal.Metadata["state"], refusal.Metadata["allowed"]));
    }

    [Fact]
    public async Task to_an_unknown_territory_is_not_found()
    {
        var actor = await host.RecordActor();
        var refusal = await Refusal.Of(host.Grpc.InviteActorAsync(
            new() { Parent = $"territories/{Guid.NewGuid()}", Actor = actor.Name }));
        Assert.Equal("NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task who_is_unknown_is_not_found()
    {
        var refusal = await Refusal.Of(host.Grpc.InviteActorAsync(
            new() { Parent = await host.OpenTerritory(), Actor = $"actors/{Guid.NewGuid()}" }));
        Assert.Equal("NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task with_everything_wrong_names_every_field()
    {
        var refusal = await Refusal.Of(host.Grpc.InviteActorAsync(new()
        {
            Parent = "nowhere",
            Actor = "nobody",
            Brings = { V1.Commitment.Types.Resource.Unspecified },
            Statement = new string('x', 2001),
        }));
        Assert.Equal(["parent", "actor", "brings[0]", "statement"], refusal.Fields);
    }

    private static string Territory(V1.InviteActorResponse invited) =>
        invited.Commitment.Name[..invited.Commitment.Name.IndexOf("/commitments", StringComparison.Ordinal)];
}
