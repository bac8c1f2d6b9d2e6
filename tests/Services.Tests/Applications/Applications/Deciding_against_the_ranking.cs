using Grpc.Core;
using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications.Tests;

public sealed class Deciding_against_the_ranking(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string Anglade = "33006", Plassac = "33325";

    [Fact]
    public async Task waits_for_a_second_manager_who_decides_with_all_checks()
    {
        var jury = await Jury.Call(Stack);
        var (better, worse) = (await jury.Candidate(Anglade), await jury.Candidate(Plassac));
        await jury.Review(better, Jury.Member(), 5, 5);
        await jury.Review(worse, Jury.Member(), 1, 1);

        var asked = await Select(worse);
        Assert.Equal((State.UnderReview, "SelectApplication"), (asked.State, asked.PendingDecision.Action));
        Assert.Equal("SECOND_PERSON_REQUIRED", (await Refusal.Of(Select(worse))).Reason);
        Assert.Equal("SECOND_PERSON_REQUIRED", (await Refusal.Of(Approve(worse, People.Manager))).Reason);
        Assert.Equal("1", (await Refusal.Of(Stack.Send<V1.Call>(
            new V1.AnnounceDecisionsRequest { Name = jury.Round.Call }))).Metadata["PENDING_DECISION"]);
        await Approve(worse, People.SecondManager);
        await worse.Read();
        await worse.Reach(State.Selected);

        // Now the better one can only be passed over by two.
        var rejected = await Stack.Send<V1.Application>(
            new V1.RejectApplicationRequest { Name = better.Name, Reason = "Un autre." });
        Assert.Equal((State.UnderReview, "RejectApplication"), (rejected.State, rejected.PendingDecision.Action));
        Assert.Equal(State.NotSelected, (await Approve(better, People.SecondManager)).State);
        Assert.Equal(State.UnderReview, (await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = better.Name }, by: better.Mayor)).State);
        await worse.Withdraw();
    }

    [Fact]
    public async Task is_dropped_with_the_application()
    {
        var jury = await Jury.Call(Stack);
        var (better, worse) = (await jury.Candidate(Anglade), await jury.Candidate(Plassac));
        await jury.Review(better, Jury.Member(), 5, 5);
        await jury.Review(worse, Jury.Member(), 1, 1);
        await Select(worse);
        await worse.Withdraw();

        Assert.Null((await worse.Read()).PendingDecision);
        var refusal = await Refusal.Of(Approve(worse, People.SecondManager));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), refusal.Kind);
        // In order again: nobody else need agree.
        Assert.Equal(State.SelectionPending, (await Select(better)).State);
        await better.Withdraw();
    }

    private Task<V1.Application> Select(Candidacy candidacy) => Stack.Send<V1.Application>(
        new V1.SelectApplicationRequest { Name = candidacy.Name, Reason = "Le choix du comité." });

    private Task<V1.Application> Approve(Candidacy candidacy, Person by) =>
        Stack.Send<V1.Application>(new V1.ApproveDecisionRequest { Name = candidacy.Name }, by: by);
}
