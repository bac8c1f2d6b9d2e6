using Grpc.Core;
using ProjetK.Testing.Scenarios;
using Source = ProjetK.Applications.V1.Population.Types.Source;
using State = ProjetK.Applications.V1.Application.Types.State;
using Task = System.Threading.Tasks.Task;

namespace ProjetK.Applications.Tests;

public sealed class Leading_a_grouping(ServicesStack stack) : PlayedIn2023(stack)
{
    private const string LeFieu = "33166", Gours = "33191", Puynormand = "33347", Villegouge = "33548", Fronsac = "33174";

    [Fact]
    public async Task that_a_member_leaves_waits_until_others_join()
    {
        var round = await Round.Publish(Stack);
        var candidacy = await (await Candidacy.Draft(round, LeFieu, Gours, Puynormand)).Reach(State.Preparation);
        var leaving = new V1.LeaveGroupingRequest { Name = candidacy.Name };
        Assert.Equal("WRONG_STATE", (await Refusal.Of(
            Stack.Send<V1.Application>(leaving, by: People.MayorOf(LeFieu)))).Reason);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(
            Stack.Send<V1.Application>(leaving, by: People.MayorOf(Villegouge)))).Reason);

        foreach (var member in (string[])[Puynormand, Gours])
            await Stack.Send<V1.Application>(leaving, by: People.MayorOf(member));

        var alone = await candidacy.Read();
        Assert.Equal(V1.Applicant.Types.Kind.Commune, alone.Applicant.Kind);
        Assert.True(alone.Population.Value < 800, "Le Fieu alone is too small.");
        Assert.Equal("PERIMETER_TOO_SMALL", (await Refusal.Of(candidacy.Engage())).Reason);
        Assert.Equal("NOT_FOUND", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, by: People.MayorOf(Gours)))).Reason);
        // Whoever left is free for others.
        var others = await Stack.Send<V1.CheckEligibilityResponse>(new V1.CheckEligibilityRequest
        {
            Call = round.Call,
            Applicant = Candidacy.Of(Puynormand, Gours),
        });
        Assert.DoesNotContain(others.Checks, check => check.Reason == "COMMUNE_ALREADY_APPLYING");

        var joined = await Update(await candidacy.Read(), new() { Applicant = Candidacy.Of(LeFieu, Gours) });
        Assert.Equal(V1.Applicant.Types.Kind.Grouping, joined.Applicant.Kind);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(new Ecosystem.V1.GetTerritoryRequest { Name = joined.Territory }),
            territory => territory.Communes.Count == 2, "the territory hears who applies");
    }

    [Fact]
    public async Task is_handed_over_by_both()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), LeFieu, Gours)).Reach(State.Preparation);
        var proposing = new V1.ChangeLeadRequest
        {
            Name = candidacy.Name,
            LeadCommune = $"communes/{Gours}",
            Reason = "Le Fieu ne répond plus.",
        };
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(
            Stack.Send<V1.Application>(proposing, by: People.MayorOf(Gours)))).Reason);
        var accepting = new V1.AcceptLeadRequest { Name = candidacy.Name };
        Assert.Equal("WRONG_STATE", (await Refusal.Of(
            Stack.Send<V1.Application>(accepting, by: People.MayorOf(Gours)))).Reason);

        var proposed = await Stack.Send<V1.Application>(proposing, by: People.Manager);
        Assert.Equal(
            ($"communes/{LeFieu}", $"communes/{Gours}"), (proposed.Applicant.LeadCommune, proposed.ProposedLead));
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(
            Stack.Send<V1.Application>(accepting, by: People.MayorOf(LeFieu)))).Reason);
        Assert.Contains("AcceptLead", (await Stack.Send<V1.Application>(
            new V1.GetApplicationRequest { Name = candidacy.Name }, by: People.MayorOf(Gours))).AllowedActions);

        var accepted = await Stack.Send<V1.Application>(accepting, by: People.MayorOf(Gours));
        Assert.Equal(($"communes/{Gours}", ""), (accepted.Applicant.LeadCommune, accepted.ProposedLead));
        Assert.Equal("PERMISSION_DENIED", (await Refusal.Of(Stack.Send<V1.Application>(
            new V1.WithdrawApplicationRequest { Name = candidacy.Name }, by: People.MayorOf(LeFieu)))).Reason);
        await Eventually.Get(
            () => Stack.Send<Ecosystem.V1.Territory>(new Ecosystem.V1.GetTerritoryRequest { Name = accepted.Territory }),
            territory => territory.Communes[0] == $"communes/{Gours}", "the territory hears who leads");
    }

    [Fact]
    public async Task goes_on_when_a_commune_merges()
    {
        var candidacy = await (await Candidacy.Draft(await Round.Publish(Stack), Fronsac)).Reach(State.IntentSubmitted);
        var counted = candidacy.Application.Population.Value;
        var replacing = new V1.ReplaceCommuneRequest
        {
            Name = candidacy.Name,
            Commune = $"communes/{Fronsac}",
            By = $"communes/{Villegouge}",
            Reason = "Commune nouvelle.",
        };
        Assert.Equal("WRONG_STATE", (await Refusal.Of(Stack.Send<V1.Application>(replacing))).Reason);
        await Sql("applications", """
            UPDATE communes SET is_current = false, successor = $2, merged_vintage = 2024 WHERE code = $1
            """, Fronsac, Villegouge);
        try
        {
            Assert.Contains("ReplaceCommune", (await candidacy.Read()).AllowedActions);
            replacing.By = $"communes/{Gours}";
            Assert.Equal(["by"], (await Refusal.Of(Stack.Send<V1.Application>(replacing))).Fields);

            replacing.By = $"communes/{Villegouge}";
            var replaced = await Stack.Send<V1.Application>(replacing);

            Assert.Equal(
                (V1.Applicant.Types.Kind.Neighbourhood, $"communes/{Villegouge}", "Fronsac"),
                (replaced.Applicant.Kind, replaced.Applicant.LeadCommune, replaced.Applicant.Neighbourhood.DisplayName));
            Assert.Equal(
                (counted, Source.Overridden, "Commune nouvelle."),
                (replaced.Population.Value, replaced.Population.Source, replaced.Population.Reason));
            // Its people still speak for it.
            var read = await Stack.Send<V1.Application>(
                new V1.GetApplicationRequest { Name = candidacy.Name }, by: People.MayorOf(Fronsac));
            Assert.Contains("WithdrawApplication", read.AllowedActions);
            await candidacy.AcceptIntent();
        }
        finally
        {
            await Sql("applications", """
                UPDATE communes SET is_current = true, successor = NULL, merged_vintage = NULL WHERE code = $1
                """, Fronsac);
        }
    }
}
