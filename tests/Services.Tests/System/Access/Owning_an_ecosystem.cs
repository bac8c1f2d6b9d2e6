using Google.Protobuf;
using Grpc.Core;
using ProjetK.Ecosystem.Tests;
using ProjetK.Ecosystem.V1;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.SystemTests.Access;

/// <summary>What belongs to a territory is for its communes and for who accompanies it, and does not exist for
/// others.</summary>
public sealed class Owning_an_ecosystem(ServicesStack stack)
{
    private const string Tauriac = "33525", Plassac = "33325";

    private static readonly Person Mayor = People.MayorOf(Tauriac), Neighbour = People.MayorOf(Plassac);

    /// <summary>The RPCs that are asked here, and one that is everybody's.</summary>
    public static IEnumerable<string> Asked =>
        Requests($"territories/{Guid.Empty}").Select(NameOf).Append("ProposeIdea");

    [Fact]
    public async Task keeps_it_from_neighbours_and_from_facilitators_elsewhere()
    {
        var territory = await stack.Ecosystem.OpenTerritory();
        foreach (var stranger in new[] { Neighbour, new("a facilitator of nobody", [Role.Facilitator], [Tauriac]) })
            foreach (var request in Requests(territory).Where(request => IsFor(request, stranger)))
                Assert.Equal((NameOf(request), StatusCode.NotFound), (NameOf(request), await Ask(request, stranger)));
    }

    [Fact]
    public async Task opens_it_to_its_mayor_and_to_whom_the_support_team_names_as_long_as_it_does()
    {
        var territory = await stack.Ecosystem.OpenTerritory();
        var facilitator = new Person($"facilitator {Guid.NewGuid()}", [Role.Facilitator], []);
        var read = new ListCommitmentsRequest { Parent = territory };
        Assert.Equal(StatusCode.NotFound, await Ask(read, facilitator));
        Assert.Equal(StatusCode.OK, await Ask(read, Mayor));

        await stack.Send<SupportTeam>(new AssignSupportRequest
        {
            Name = $"{territory}/support",
            Facilitators = { facilitator.Subject },
        });
        Assert.Equal(StatusCode.OK, await Ask(read, facilitator));
        var site = new CreateSiteRequest { Parent = territory, Site = new() { Land = Site.Types.Land.Built } };
        Assert.Equal(StatusCode.OK, await Ask(site, facilitator));
        var actor = await stack.Send<Actor>(new CreateActorRequest
        {
            Actor = new()
            {
                DisplayName = $"Les voisins {Guid.NewGuid():N}",
                Kind = Actor.Types.Kind.Citizens,
                Commune = $"communes/{Plassac}",
            },
        }, by: facilitator);
        Assert.Equal(StatusCode.OK, await Ask(new GetActorRequest { Name = actor.Name }, Mayor));

        await stack.Send<SupportTeam>(new AssignSupportRequest { Name = $"{territory}/support" });
        Assert.Equal(StatusCode.NotFound, await Ask(read, facilitator));
        Assert.Equal(StatusCode.NotFound, await Ask(site, facilitator));
    }

    [Fact]
    public async Task opens_it_to_people_of_a_commune_that_merged_into_one_of_its_own()
    {
        // Saint-Genis-du-Bois merged into that commune; its people kept their accounts.
        var letter = Scene.Letter() with { Communes = ["33008"] };
        await stack.Ecosystem.Bus.Publish(letter);
        var territory = await stack.Ecosystem.Stage(letter.TerritoryId, Territory.Types.Stage.Candidate);
        var read = new ListCommitmentsRequest { Parent = territory };
        Assert.Equal(StatusCode.OK, await Ask(read, People.MayorOf("33409")));
        Assert.Equal(StatusCode.NotFound, await Ask(read, People.MayorOf(Tauriac)));
    }

    /// <summary>What depends on whose the territory is.</summary>
    private static IReadOnlyList<IMessage> Requests(string territory) =>
    [
        new ListCommitmentsRequest { Parent = territory },
        new InviteActorRequest
        {
            Parent = territory,
            Actor = $"actors/{Guid.Empty}",
            Brings = { Commitment.Types.Resource.Time },
        },
        new CreateSiteRequest { Parent = territory, Site = new() { Land = Site.Types.Land.Built } },
        new UpdateSiteRequest
        {
            Site = new() { Name = $"{territory}/sites/{Guid.Empty}", Etag = "\"1\"", Owner = "Moi" },
        },
        new GetSupportTeamRequest { Name = $"{territory}/support" },
        new RecordIndicatorRequest
        {
            Parent = territory,
            Indicator = new() { Indicator_ = "residual-waste", Year = 2027, Value = "182", Unit = "kg/hab/an" },
        },
        new SubmitReportRequest { Name = $"{territory}/reports/1", Summary = "Rien." },
        new CreateActionRequest { Parent = territory, Action = new() { Idea = "ideas/repair-cafe" } },
        new UpdateActionRequest
        {
            Action = new() { Name = $"{territory}/actions/{Guid.Empty}", Etag = "\"1\"", Description = "Autre." },
        },
        new CreateMilestoneRequest
        {
            Parent = territory,
            Milestone = new() { DisplayName = "Ouvrir", DueTime = new() { Seconds = 1_900_000_000 } },
        },
        new UpdateMilestoneRequest
        {
            Milestone = new() { Name = $"{territory}/milestones/{Guid.Empty}", Etag = "\"1\"", DisplayName = "Autre" },
        },
        new ReachMilestoneRequest { Name = $"{territory}/milestones/{Guid.Empty}" },
        new ListMilestonesRequest { Parent = territory }, new GetProgressRequest { Name = territory },
        new CreateJournalEntryRequest
        {
            Parent = territory,
            Entry = new() { Visibility = JournalEntry.Types.Visibility.Shared, Text = "Vu." },
        },
        new ListJournalRequest { Parent = territory },
        new UpdateTerritoryRequest
        {
            Territory = new() { Name = territory, Etag = "\"1\"", Profile = new() { Ambition = "La nôtre." } },
        },
        new ContactTerritoryRequest { Name = $"territories/{Guid.NewGuid()}", From = territory, Message = "Bonjour." },
        new ListContactsRequest { Parent = territory },
        new MergeActorsRequest { From = $"actors/{Guid.NewGuid()}", Into = $"actors/{Guid.NewGuid()}" },
    ];

    private static bool IsFor(IMessage request, Person person) =>
        Wires.Services.SelectMany(service => service.Methods).Where(rpc => rpc.InputType == request.Descriptor)
            .Any(rpc => person.Roles.Any(role => Expectations.Admits(rpc, role)));

    private async Task<StatusCode> Ask(IMessage request, Person by)
    {
        try
        {
            await stack.Send<IMessage>(request, by: by);
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }

    private static string NameOf(IMessage request) => request.Descriptor.Name[..^"Request".Length];
}
