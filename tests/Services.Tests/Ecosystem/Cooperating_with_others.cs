using System.Text.Json;
using Grpc.Core;
using ProjetK.Events;

namespace ProjetK.Ecosystem.Tests;

public sealed class Cooperating_with_others(ServicesStack services) : IDisposable
{
    private readonly EcosystemHost host = services.Ecosystem;

    public void Dispose() => host.Clock.Return();

    private static V1.RegisterTerritoryRequest Partner(string email) => new()
    {
        DisplayName = $"Un village zéro déchet {Guid.NewGuid():N}",
        Communes = { "communes/2A004" },
        Population = 1500,
        Profile = new() { Values = { "sobriety", "care" }, Offers = { "Four à pain" }, Dynamics = { "farms" } },
        Contact = new() { DisplayName = "Ange Exemple", Email = email },
    };

    private async Task<V1.Territory> Describe(string name, V1.Territory.Types.Profile profile)
    {
        var territory = await host.Grpc.GetTerritoryAsync(new() { Name = name });
        return await host.Grpc.UpdateTerritoryAsync(new()
        {
            Territory = new() { Name = name, Etag = territory.Etag, Profile = profile },
        });
    }

    [Fact]
    public async Task finds_a_partner_with_reasons_writes_to_it_and_is_answered_by_the_link()
    {
        var email = $"{Guid.NewGuid():N}@partenaire.example";
        var partner = await host.Grpc.RegisterTerritoryAsync(Partner(email));
        Assert.Equal(V1.Territory.Types.Stage.Partner, partner.Stage);
        Assert.DoesNotContain(email, partner.ToString());
        var mine = await host.OpenTerritory();
        await Describe(mine, new() { Seeks = { "four a pain" }, Dynamics = { "shops" } });

        var matches = (await host.Grpc.FindMatchesAsync(new() { Territory = mine, MaxResults = 100 })).Matches;
        Assert.Equal(
            matches, (await host.Grpc.FindMatchesAsync(new() { Territory = mine, MaxResults = 100 })).Matches);
        var match = matches.Single(match => match.Territory == partner.Name);
        Assert.Equal(match.Score, match.Reasons.Sum(reason => reason.Share), 6);
        Assert.Equal(["four a pain"], match.Reasons.Single(
            reason => reason.Aspect == V1.Match.Types.Aspect.Needs).Items);
        Assert.All(match.Reasons, reason => Assert.NotEmpty(reason.Explanation));

        var contact = await host.Grpc.ContactTerritoryAsync(
            new() { Name = partner.Name, From = mine, Message = "Bonjour, parlons du four." });
        Assert.Equal(V1.Contact.Types.State.Open, contact.State);
        var secret = await host.Mails.SecretTo(email);
        V1.AnswerContactRequest Answer(string token) => new() { Name = contact.Name, Token = token, Answer = "Volontiers." };
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(host.Grpc.AnswerContactAsync(Answer("forged")))).Reason);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(host.Grpc.AnswerContactAsync(Answer("")))).Reason);
        Assert.Equal(V1.Contact.Types.State.Answered, (await host.Grpc.AnswerContactAsync(Answer(secret))).State);
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(host.Grpc.AnswerContactAsync(Answer(secret)))).Reason);

        var traces = (await host.Grpc.ListContactsAsync(new() { Parent = mine })).Contacts;
        Assert.Equal("Volontiers.", Assert.Single(traces).Answer);
        Assert.DoesNotContain(email, traces.ToString());
        await Until.True(() => Task.FromResult(host.Bus.Heard<ContactReceived>().Any(
            received => partner.Name.EndsWith($"{received.TerritoryId}", StringComparison.Ordinal))), "it is announced");
        var graph = await host.Grpc.GetGraphAsync(new() { Name = mine });
        Assert.Contains(graph.Nodes, node => node.Id == partner.Name && node.Kind == V1.Graph.Types.Kind.Partner);
    }

    [Fact]
    public async Task reaches_another_person_at_a_partner_nobody_any_more_and_nobody_after_long_silence()
    {
        var (first, second) = ($"{Guid.NewGuid():N}@partenaire.example", $"{Guid.NewGuid():N}@partenaire.example");
        var partner = (await host.Grpc.RegisterTerritoryAsync(Partner(first))).Name;
        var mine = await host.OpenTerritory();
        AsyncUnaryCall<V1.Contact> Write() => host.Grpc.ContactTerritoryAsync(
            new() { Name = partner, From = mine, Message = "Bonjour." });
        AsyncUnaryCall<V1.Territory> Change(string? email) => host.Grpc.ChangePartnerContactAsync(new()
        {
            Name = partner,
            Contact = email is null ? null : new() { DisplayName = "Ange Exemple", Email = email },
        });
        var contact = await Write();
        var secret = await host.Mails.SecretTo(first);
        Assert.DoesNotContain(second, (await Change(second)).ToString());
        Assert.Equal("LINK_EXPIRED", (await Refusal.Of(host.Grpc.AnswerContactAsync(
            new() { Name = contact.Name, Token = secret, Answer = "Trop tard." }))).Reason);
        await Write();
        await host.Mails.SecretTo(second);
        await Change(null);
        Assert.Equal(0L, await Known());
        Assert.Equal("WRONG_STATE", (await Refusal.Of(host.Grpc.ChangePartnerContactAsync(
            new() { Name = mine, Contact = new() { DisplayName = "Ange", Email = first } }))).Reason);

        await Change(second);
        host.Clock.Advance(TimeSpan.FromDays(3 * 365 - 1));
        await Write();
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.HasRun("forget-partners");
        Assert.Equal(1L, await Known());
        host.Clock.Advance(TimeSpan.FromDays(3 * 365));
        await Until.True(async () => await Known() == 0, "the contact is forgotten");
        Task<long> Known() => host.Value<long>(
            "SELECT count(*) FROM partner_contacts WHERE territory_id = $1", Guid.Parse(partner[12..]));
    }

    [Fact]
    public async Task with_values_that_nobody_knows_is_refused()
    {
        var request = Partner("a@partenaire.example");
        request.Profile.Values.Add("world-domination");
        Assert.Equal(["profile.values[2]"], (await Refusal.Of(host.Grpc.RegisterTerritoryAsync(request))).Fields);
        Assert.Equal(["territory"], (await Refusal.Of(host.Grpc.FindMatchesAsync(new()))).Fields);
    }

    [Fact]
    public async Task is_drawn_with_names_only_of_who_agreed_and_with_the_same_in_words()
    {
        var territory = await host.OpenTerritory();
        var (named, silent) = (await host.RecordActor(), await host.RecordActor(V1.Actor.Types.Kind.School));
        var invited = await host.Invite(territory, named.Name);
        await host.Grpc.ConfirmCommitmentAsync(
            new() { Name = invited.Commitment.Name, Token = invited.Token, PublicName = true });
        await host.Confirm(await host.Invite(territory, silent.Name));
        var site = await host.Grpc.CreateSiteAsync(new()
        {
            Parent = territory,
            Site = new() { DisplayName = "La gare", Land = V1.Site.Types.Land.Built, Central = true },
        });
        var action = await host.Grpc.CreateActionAsync(new()
        {
            Parent = territory,
            Action = new() { Idea = "ideas/repair-cafe", Site = site.Name, LeadActor = silent.Name },
        });
        var graph = await host.Grpc.GetGraphAsync(new() { Name = territory });
        Assert.Equal([territory, named.Name, "anonymous/1", site.Name, action.Name], graph.Nodes.Select(node => node.Id));
        Assert.DoesNotContain(silent.DisplayName, graph.ToString());
        Assert.DoesNotContain(silent.Name, graph.ToString());
        Assert.Contains("Une école porte « Repair café ».", graph.Text);
        Assert.Equal(graph.Edges.Count, graph.Text.Count);
    }

    [Fact]
    public async Task is_mapped_as_GeoJSON_that_is_light_and_says_whose_the_contours_are()
    {
        var territory = await host.OpenTerritory();
        await host.Grpc.CreateSiteAsync(new()
        {
            Parent = territory,
            Site = new()
            {
                DisplayName = "La gare",
                Land = V1.Site.Types.Land.Built,
                Location = new() { Latitude = 45.0497, Longitude = -0.5039 },
            },
        });
        var text = await host.Json.GetStringAsync($"/v1/{territory}:map");
        Assert.InRange(text.Length, 500, 10_000);
        var map = JsonDocument.Parse(text).RootElement;
        Assert.Equal("FeatureCollection", map.GetProperty("type").GetString());
        Assert.Contains("IGN", map.GetProperty("attribution").GetString());
        var features = map.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(["Polygon", "Point"], features.Select(feature =>
            feature.GetProperty("geometry").GetProperty("type").GetString()));
        Assert.Equal([-0.5039, 45.0497], features[1].GetProperty("geometry").GetProperty("coordinates")
            .EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal(4, map.GetProperty("bbox").GetArrayLength());
    }
}
