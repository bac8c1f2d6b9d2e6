using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.SystemTests;

public sealed class Withdrawing_after_the_selection(ServicesStack stack)
{
    private const string Fronsac = "33174";

    [Fact]
    public async Task gives_the_money_back_to_the_envelope()
    {
        var round = await Round.Publish(stack);
        var before = await round.Available();
        var candidacy = await (await Candidacy.Draft(round, Fronsac)).Reach(State.Selected);
        Assert.Equal(before - 1130 * 140, await round.Available());
        var name = candidacy.Application.Decision.Grant;

        await candidacy.Withdraw();

        Assert.Equal(State.Withdrawn, candidacy.Application.State);
        await Eventually.Get(round.Available, available => available == before, "the money's return");
        var grant = await stack.Send<Grant>(new GetGrantRequest { Name = name }, by: People.Manager);
        Assert.Equal(Grant.Types.State.Released, grant.State);
    }
}
