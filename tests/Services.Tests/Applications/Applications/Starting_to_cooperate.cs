using Grpc.Core;
using ProjetK.Ecosystem.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Starting_to_cooperate(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Puisseguin = "33342";

    [Fact]
    public async Task waits_for_the_announcement_the_team_and_the_agreement()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, Puisseguin)).Reach(State.Selected);
        var refusal = await Refusal.Of(Start(candidacy));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "WRONG_STATE", "false"),
            (refusal.Code, refusal.Reason, refusal.Metadata["announced"]));

        await Stack.Send<V1.Call>(new V1.AnnounceDecisionsRequest { Name = round.Call });
        Assert.Equal("SUPPORT_TEAM_INCOMPLETE", (await Refusal.Of(Start(candidacy))).Reason);
        await Accompany(candidacy);
        Assert.Equal("GRANT_NOT_COMMITTED", (await Refusal.Of(Start(candidacy))).Reason);
        Assert.Equal("GRANT_NOT_COMMITTED", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.TerminateCooperationRequest { Name = candidacy.Name, Reason = "Plus personne." }))).Reason);
        await candidacy.Withdraw();
    }

    private Task<V1.Application> Start(Candidacy candidacy) =>
        Stack.Send<V1.Application>(new V1.StartCooperationRequest { Name = candidacy.Name });

    private Task<SupportTeam> Accompany(Candidacy candidacy) => Stack.Send<SupportTeam>(new AssignSupportRequest
    {
        Name = $"{candidacy.Application.Territory}/support",
        Representative = $"people/{Guid.NewGuid()}",
        Facilitators = { $"people/{Guid.NewGuid()}", $"people/{Guid.NewGuid()}" },
    });
}
