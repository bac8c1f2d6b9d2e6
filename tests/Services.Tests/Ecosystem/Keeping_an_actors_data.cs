using Grpc.Core;
using ProjetK.Events;
using State = ProjetK.Ecosystem.V1.Commitment.Types.State;

namespace ProjetK.Ecosystem.Tests;

public sealed class Keeping_an_actors_data(ServicesStack services) : IDisposable
{
    private readonly EcosystemHost host = services.Ecosystem;

    public void Dispose() => host.Clock.Return();

    private static string NewEmail => $"{Guid.NewGuid():N}@acteur.example";

    private async Task<V1.Actor> Record(string email) => await host.Grpc.CreateActorAsync(new()
    {
        Actor = new()
        {
            DisplayName = $"Les amis de {Guid.NewGuid():N}",
            Kind = V1.Actor.Types.Kind.Association,
            Commune = "communes/33525",
            Contact = new() { DisplayName = "Camille Exemple", Email = email },
            Consent = new() { Contact = true, PublicName = true },
        },
    });

    private async Task<string> AskForLink(string email)
    {
        await host.Grpc.RequestActorLinkAsync(new() { Email = email.ToUpperInvariant() });
        return await host.Mails.SecretTo(email);
    }

    private AsyncUnaryCall<V1.Actor> Get(string name, string token) =>
        host.Grpc.GetActorAsync(new() { Name = name, Token = token });

    [Fact]
    public async Task takes_back_the_mails_of_one_actor_and_none_of_another_at_the_same_address()
    {
        var (email, territory) = (NewEmail, await host.OpenTerritory());
        var (one, other, merged) = (await Record(email), await Record(email), await Record(email));
        await Hold("now() + interval '1 day'");
        try
        {
            foreach (var actor in new[] { one, other, merged })
                await host.Grpc.InviteActorAsync(new() { Parent = territory, Actor = actor.Name });
            await host.Grpc.EraseActorAsync(new() { Name = one.Name }, host.Authorize(People.MayorOf("33525")));
            await host.Grpc.MergeActorsAsync(new() { From = merged.Name, Into = other.Name });
        }
        finally
        {
            await Hold("now()");
        }
        await using (var release = host.Admin.CreateCommand("UPDATE outgoing_mails SET available_time = now()"))
            await release.ExecuteNonQueryAsync();
        var texts = (await host.Mails.To(email, 2)).Select(mail => mail.TextBody!).ToList();
        Assert.DoesNotContain(one.DisplayName, string.Concat(texts));
        Assert.Equal(2, texts.Count);
    }

    /// <summary>From when on the next mails may leave.</summary>
    private async Task Hold(string until)
    {
        await using var hold = host.Admin.CreateCommand(
            $"ALTER TABLE outgoing_mails ALTER COLUMN available_time SET DEFAULT {until}");
        await hold.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task by_a_link_of_an_hour_it_is_seen_changed_and_erased()
    {
        var email = NewEmail;
        var actor = await Record(email);
        var territory = await host.OpenTerritory();
        await host.Grpc.InviteActorAsync(new() { Parent = territory, Actor = actor.Name });
        await host.Mails.To(email);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Get(actor.Name, ""))).Reason);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Get(actor.Name, "forged"))).Reason);
        await host.Grpc.RequestActorLinkAsync(new() { Email = email });
        var secret = await host.Mails.SecretTo(email, 2);
        Assert.Equal(email, (await Get(actor.Name, secret)).Contact.Email);
        var seen = await Get(actor.Name, secret);
        Assert.Equal(State.Invited, Assert.Single(seen.Commitments).State);

        var changed = await host.Grpc.UpdateActorAsync(new()
        {
            Actor = new() { Name = actor.Name, Etag = seen.Etag, Contact = new() { Phone = "05 57 00 00 00" } },
            Token = secret,
        });
        Assert.Equal((email, "05 57 00 00 00"), (changed.Contact.Email, changed.Contact.Phone));

        await host.Grpc.EraseActorAsync(new() { Name = actor.Name, Token = secret });
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Get(actor.Name, secret))).Reason);
        Assert.Equal(0, await host.Value<long>("""
            SELECT count(*) FROM actors WHERE contact_email = $1 OR display_name = $2
            """, email, actor.DisplayName));
        await Until.True(() => Task.FromResult(host.Bus.Heard<ActorErased>().Any(
            erased => actor.Name.EndsWith($"{erased.ActorId}", StringComparison.Ordinal))), "the erasure is announced");
    }

    [Fact]
    public async Task without_an_account_it_is_not_told_whether_an_address_is_known_and_links_end()
    {
        var email = NewEmail;
        var actor = await Record(email);
        Assert.Equal(
            await host.Grpc.RequestActorLinkAsync(new() { Email = NewEmail }),
            await host.Grpc.RequestActorLinkAsync(new() { Email = email }));
        var secret = await host.Mails.SecretTo(email);
        // Also not by what fills no mailbox any more.
        for (var time = 0; time < 4; time++)
            await host.Grpc.RequestActorLinkAsync(new() { Email = email });
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(Get(actor.Name, secret))).Reason);
    }

    [Fact]
    public async Task an_invitation_by_mail_is_not_known_to_who_asked_and_a_glance_does_not_use_it_up()
    {
        var invited = await host.InviteSomebody(withContact: true);
        Assert.Empty(invited.Token);
        var secret = await host.SecretTo(invited);
        using (var page = await host.Json.GetAsync($"/v1/{invited.Commitment.Name}:confirm?token={secret}"))
            Assert.False(page.IsSuccessStatusCode);
        invited.Token = secret;
        Assert.Equal(State.Confirmed, (await host.Confirm(invited)).State);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(host.Grpc.ConfirmCommitmentAsync(
            new() { Name = invited.Commitment.Name, Token = secret }))).Reason);
    }

    [Fact]
    public async Task two_that_are_one_are_merged_and_the_confirmed_commitment_stays()
    {
        var territory = await host.OpenTerritory();
        var (one, other) = (await host.RecordActor(), await host.RecordActor());
        await host.Confirm(await host.Invite(territory, one.Name), "sobriety");
        await host.Invite(territory, other.Name);
        var merged = await host.Grpc.MergeActorsAsync(new() { From = one.Name, Into = other.Name });
        Assert.Equal(other.Name, merged.Name);
        var commitments = (await host.Grpc.ListCommitmentsAsync(new() { Parent = territory })).Commitments;
        Assert.All(commitments, commitment => Assert.Equal(other.Name, commitment.Actor));
        Assert.Equal([State.Confirmed, State.Expired], commitments.Select(one => one.State).Order());
        Assert.Equal(other.Name, (await host.Grpc.GetActorAsync(
            new() { Name = one.Name }, host.Authorize(People.Manager))).Name);
        await host.Grpc.EndCommitmentAsync(
            new() { Name = commitments.Single(one => one.State == State.Confirmed).Name },
            host.Authorize(People.EveryMayor));
        Assert.All((await host.Grpc.GetInvolvementAsync(new() { Name = territory })).Kinds, kind =>
            Assert.Equal(0, kind.Confirmed));
    }

    [Fact]
    public async Task merging_while_the_actor_confirms_loses_neither()
    {
        var territory = await host.OpenTerritory();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var (one, other) = (await host.RecordActor(), await host.RecordActor());
            var invited = await host.Invite(territory, one.Name);
            var confirm = Insist(() => host.Grpc.ConfirmCommitmentAsync(
                new() { Name = invited.Commitment.Name, Token = invited.Token, PublicName = true }));
            var merge = Insist(() => host.Grpc.MergeActorsAsync(new() { From = one.Name, Into = other.Name }));
            await Task.WhenAll(confirm, merge);
            var commitment = await host.Grpc.GetCommitmentAsync(new() { Name = invited.Commitment.Name });
            Assert.Equal((other.Name, State.Confirmed), (commitment.Actor, commitment.State));
        }
    }

    /// <summary>As clients do what is told to try again.</summary>
    private static async Task Insist<T>(Func<AsyncUnaryCall<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (RpcException refusal) when (refusal.StatusCode == StatusCode.Aborted && attempt < 5)
            {
            }
        }
    }
}
