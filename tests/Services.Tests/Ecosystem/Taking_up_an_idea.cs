using Grpc.Core;
using Role = ProjetK.Auth.V1.Access.Types.Role;
using State = ProjetK.Ecosystem.V1.Action.Types.State;

namespace ProjetK.Ecosystem.Tests;

public sealed class Taking_up_an_idea(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private async Task<(string Territory, V1.Site Meadow)> Prepare()
    {
        var territory = await host.OpenTerritory();
        return (territory, await host.Grpc.CreateSiteAsync(new()
        {
            Parent = territory,
            Site = new() { DisplayName = "Le pré", Land = V1.Site.Types.Land.Planted },
        }));
    }

    private AsyncUnaryCall<V1.Action> Create(string territory, V1.Action action, Person? by = null) =>
        by is null
            ? host.Grpc.CreateActionAsync(new() { Parent = territory, Action = action })
            : host.Grpc.CreateActionAsync(new() { Parent = territory, Action = action }, host.Authorize(by));

    [Fact]
    public async Task with_lead_partners_and_site_is_read_by_everybody_and_goes_on()
    {
        var (territory, meadow) = await Prepare();
        var (lead, partner) = (await host.RecordActor(), await host.RecordActor());
        var action = await Create(territory, new()
        {
            Idea = "ideas/orchard",
            Site = meadow.Name,
            LeadActor = lead.Name,
            Partners = { partner.Name, lead.Name },
            StartDate = new() { Year = 2027, Month = 3, Day = 1 },
        });
        Assert.Equal(("Verger", State.Proposed), (action.DisplayName, action.State));
        Assert.Equal([partner.Name], action.Partners);
        Assert.Equal(action, await host.Grpc.GetActionAsync(new() { Name = action.Name }));
        Assert.Equal([action], (await host.Grpc.ListActionsAsync(new() { Parent = territory })).Actions);

        V1.UpdateActionRequest To(State state, string etag) =>
            new() { Action = new() { Name = action.Name, Etag = etag, State = state } };
        var refusal = await Refusal.Of(host.Grpc.UpdateActionAsync(To(State.Running, action.Etag)));
        Assert.Equal(("WRONG_STATE", "PROPOSED"), (refusal.Reason, refusal.Metadata["state"]));
        var preparing = await host.Grpc.UpdateActionAsync(To(State.Preparing, action.Etag));
        var ended = await host.Grpc.UpdateActionAsync(To(State.Ended, preparing.Etag));
        Assert.Equal(
            "WRONG_STATE", (await Refusal.Of(host.Grpc.UpdateActionAsync(To(State.Running, ended.Etag)))).Reason);
    }

    [Fact]
    public async Task on_the_wrong_land_needs_a_facilitators_reason()
    {
        var (territory, meadow) = await Prepare();
        V1.Action Repair(string reason = "") =>
            new() { Idea = "ideas/repair-cafe", Site = meadow.Name, LandOverrideReason = reason };
        var refusal = await Refusal.Of(Create(territory, Repair()));
        Assert.Equal((StatusCode.InvalidArgument, "LAND_MISMATCH", "BUILT", "PLANTED"),
            (refusal.Code, refusal.Reason, refusal.Metadata["idea_land"], refusal.Metadata["site_land"]));
        Assert.Equal("LAND_MISMATCH", (await Refusal.Of(Create(territory, Repair("Sous une tente.")))).Reason);

        var facilitator = new Person($"facilitator {Guid.NewGuid()}", [Role.Facilitator], []);
        await host.Grpc.AssignSupportAsync(
            new() { Name = $"{territory}/support", Facilitators = { facilitator.Subject } });
        Assert.Equal("LAND_MISMATCH", (await Refusal.Of(Create(territory, Repair(), facilitator))).Reason);
        Assert.Equal(
            "Sous une tente.", (await Create(territory, Repair("Sous une tente."), facilitator)).LandOverrideReason);
    }

    [Fact]
    public async Task that_refers_to_what_is_not_there_names_every_field()
    {
        var (territory, _) = await Prepare();
        var (_, elsewhere) = await Prepare();
        Assert.Equal(["action.site"], (await Refusal.Of(Create(
            territory, new() { Idea = "ideas/orchard", Site = elsewhere.Name }))).Fields);
        Assert.Equal(["action.idea", "action.lead_actor"], (await Refusal.Of(Create(
            territory, new() { Idea = "ideas/none", LeadActor = $"actors/{Guid.NewGuid()}" }))).Fields.Order());
    }

    [Fact]
    public async Task that_somebody_proposed_stands_behind_the_21()
    {
        var idea = await host.Grpc.ProposeIdeaAsync(new()
        {
            Idea = new() { DisplayName = $"Four à pain {Guid.NewGuid():N}", Land = V1.Idea.Types.Land.Built },
        });
        Assert.True(idea.Proposed);
        var listed = (await host.Grpc.ListIdeasAsync(new() { PageSize = 1000 })).Ideas;
        Assert.Contains(idea, listed.Skip(21));
        var action = await Create(await host.OpenTerritory(), new() { Idea = idea.Name });
        Assert.Equal(idea.DisplayName, action.DisplayName);
    }

    [Fact]
    public async Task is_noted_in_a_journal_that_keeps_private_notes_private()
    {
        var territory = await host.OpenTerritory();
        var (one, two) = (Facilitator(), Facilitator());
        await host.Grpc.AssignSupportAsync(
            new() { Name = $"{territory}/support", Facilitators = { one.Subject, two.Subject } });
        async Task Note(Person by, V1.JournalEntry.Types.Visibility visibility, string text) =>
            await host.Grpc.CreateJournalEntryAsync(
                new() { Parent = territory, Entry = new() { Visibility = visibility, Text = text } },
                host.Authorize(by));
        async Task<string[]> Read(Person by) =>
        [
            .. (await host.Grpc.ListJournalAsync(new() { Parent = territory }, host.Authorize(by))).Entries
                .Select(entry => entry.Text),
        ];
        await Note(one, V1.JournalEntry.Types.Visibility.Private, "Le maire hésite.");
        await Note(one, V1.JournalEntry.Types.Visibility.Shared, "Première réunion.");
        Assert.Equal(["Première réunion.", "Le maire hésite."], await Read(one));
        Assert.Equal(["Première réunion."], await Read(two));
        Assert.Equal(["Première réunion."], await Read(People.Manager));
    }

    private static Person Facilitator() => new($"facilitator {Guid.NewGuid()}", [Role.Facilitator], []);
}
