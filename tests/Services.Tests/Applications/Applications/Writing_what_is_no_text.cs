using Grpc.Core;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Applications.Tests;

/// <summary>Characters that nobody writes, some of which PostgreSQL cannot keep.</summary>
public sealed class Writing_what_is_no_text(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Tauriac = "33525";

    [Theory, InlineData(Wire.Grpc), InlineData(Wire.Json)]
    public async Task in_an_application_is_refused(Wire wire)
    {
        var draft = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Application;

        var refusal = await Refusal.Of(Stack.Send<V1.Application>(new V1.UpdateApplicationRequest
        {
            Application = new()
            {
                Name = draft.Name,
                Etag = draft.Etag,
                Project = new() { Title = "Le\0lieu", Summary = "Un\u0001mot" },
                Intent = new() { Text = "Deux lignes\nvont bien,\0 ceci non." },
            },
        }, wire));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), refusal.Kind);
        Assert.Equal(
            ["application.project.title", "application.project.summary", "application.intent.text"], refusal.Fields);
    }

    [Fact]
    public async Task about_a_neighbourhood_is_refused()
    {
        var refusal = await Refusal.Of(Candidacy.Draft(await Round.Publish(Stack), new V1.Applicant
        {
            Kind = V1.Applicant.Types.Kind.Neighbourhood,
            LeadCommune = $"communes/{Tauriac}",
            Neighbourhood = new() { DisplayName = "La\0Gare", Population = 900, Evidence = "IRIS\0" },
        }));

        Assert.Equal(
            ["application.applicant.neighbourhood.display_name", "application.applicant.neighbourhood.evidence"],
            refusal.Fields);
    }

    [Fact]
    public async Task in_a_reason_is_refused()
    {
        var name = (await Candidacy.Draft(await Round.Publish(Stack), Tauriac)).Name;

        async Task Refuses(string field, Google.Protobuf.IMessage request) =>
            Assert.Equal([field], (await Refusal.Of(Stack.Send<V1.Application>(request))).Fields);
        await Refuses("reason", new V1.WithdrawApplicationRequest { Name = name, Reason = "Non\0" });
        await Refuses("reason", new V1.ConfirmPopulationRequest { Name = name, Population = 900, Reason = "Oui\0" });
        await Refuses("reason", new V1.SelectApplicationRequest { Name = name, Reason = "Oui\0" });
        await Refuses(
            "public_reason", new V1.SelectApplicationRequest { Name = name, Reason = "Oui", PublicReason = "Oui\0" });
    }

    [Fact]
    public async Task in_a_call_is_refused()
    {
        var refusal = await Refusal.Of(Round.Publish(Stack, rules: call =>
        {
            (call.Title, call.Summary) = ("Appel\0", "Un\0appel");
            call.Criteria.Add(new V1.Call.Types.Criterion { Id = "one", Title = "Un\0", Weight = 1 });
            call.Targets.Add(new V1.Call.Types.Target { Indicator = "a", Title = "Un\0", Value = "1", Unit = "kg\0" });
        }));

        Assert.Equal(
            [
                "call.title", "call.summary", "call.criteria[0].title", "call.targets[0].title", "call.targets[0].unit",
            ],
            refusal.Fields);
    }

    [Fact]
    public async Task in_a_search_is_refused()
    {
        Assert.Equal(["query", "epci", "department"], (await Refusal.Of(Stack.Send<V1.ListCommunesResponse>(
            new V1.ListCommunesRequest { Query = "\0", Epci = "\0", Department = "\0" }))).Fields);
        Assert.Equal(["query"], (await Refusal.Of(Stack.Send<V1.ListApplicationsResponse>(
            new V1.ListApplicationsRequest { Query = "\0" }))).Fields);
    }
}
