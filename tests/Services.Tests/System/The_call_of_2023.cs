using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Testing.Scenarios;
using Source = ProjetK.Applications.V1.Population.Types.Source;

namespace ProjetK.SystemTests;

public sealed class The_call_of_2023(CallOf2023 call, ServicesStack stack) : IClassFixture<CallOf2023>
{
    private Application Tauriac => call.Candidacy.Application;

    [Fact]
    public void told_Tauriac_beforehand_that_it_may_apply()
    {
        Assert.Equal(CheckEligibilityResponse.Types.Status.Met, call.Eligibility.Status);
        Assert.Equal(1342, call.Eligibility.Population.Value);
        Assert.Equal(187_880m, call.Eligibility.EstimatedGrant.Total.DecimalValue);
    }

    [Fact]
    public void gave_a_receipt_for_the_letter_of_intent()
    {
        Assert.Matches("^K-2023-[0-9]{4}$", call.Receipt.Reference);
        Assert.Equal(call.Receipt.Reference, Tauriac.Reference);
        Assert.Equal(call.Receipt.Sha256, Tauriac.Intent.Sha256);
        Assert.InRange(call.Receipt.ReceiveTime.ToDateTimeOffset(), Deck.DuringIntent, Deck.IntentDeadline);
    }

    [Fact]
    public void counted_1342_inhabitants() => Assert.Equal(
        (1342, PopulationBasis.Municipale, Source.Official, true),
        (Tauriac.Population.Value, Tauriac.Population.Basis, Tauriac.Population.Source, Tauriac.Population.Confirmed));

    [Fact]
    public void estimated_what_they_give() => Assert.Equal(
        (107_360m, 26_840m, 3, 134_200m, 187_880m),
        (Tauriac.GrantEstimate.Investment.DecimalValue, Tauriac.GrantEstimate.OperatingPerYear.DecimalValue,
            Tauriac.GrantEstimate.OperatingYears, Tauriac.GrantEstimate.FirstYear.DecimalValue,
            Tauriac.GrantEstimate.Total.DecimalValue));

    [Fact]
    public async Task took_exactly_that_from_the_envelope() =>
        Assert.Equal(call.AvailableBefore - 187_880m, await call.Available());

    [Fact]
    public async Task reserved_a_grant_for_Tauriac()
    {
        var grant = await stack.Send<Grant>(new GetGrantRequest { Name = Tauriac.Decision.Grant }, Wire.Json, People.Manager);
        Assert.Equal(
            (Grant.Types.State.Reserved, Tauriac.Name, Tauriac.Territory, "communes/33525", 1342),
            (grant.State, grant.Application, grant.Territory, grant.Beneficiary.Commune, grant.Population));
        Assert.Equal(
            (107_360m, 26_840m, 187_880m),
            (grant.Investment.DecimalValue, grant.OperatingPerYear.DecimalValue, grant.Total.DecimalValue));
    }

    [Fact]
    public async Task opened_the_territory_of_Tauriac()
    {
        var territory = await stack.Send<Territory>(new GetTerritoryRequest { Name = Tauriac.Territory }, Wire.Json);
        Assert.Equal("Tauriac", territory.DisplayName);
        Assert.Equal(["communes/33525"], territory.Communes);
        Assert.Equal(1342, territory.Population);
    }

    [Fact]
    public async Task found_the_will_to_cooperate()
    {
        var involvement = await stack.Send<Ecosystem.V1.Involvement>(
            new GetInvolvementRequest { Name = Tauriac.Territory }, Wire.Json);
        Assert.True(involvement.Sufficient);
        Assert.All(involvement.Requirements, asked => Assert.Equal((1, 1), (asked.Required, asked.Confirmed)));
    }

    [Fact]
    public async Task left_a_ledger_that_balances()
    {
        var ledger = await stack.Send<ListEntriesResponse>(
            new ListEntriesRequest { Envelope = $"envelopes/{CallOf2023.Id}", PageSize = 1000 }, Wire.Json,
            People.Manager);
        Assert.All(
            ledger.Entries.GroupBy(entry => entry.Transfer),
            transfer => Assert.Equal(0m, transfer.Sum(entry => entry.Amount.DecimalValue)));
        Assert.Equal(
            187_880m,
            ledger.Entries.Where(entry => entry.Account == Entry.Types.Account.Reserved)
                .Sum(entry => entry.Amount.DecimalValue));
    }

    [Fact]
    public void asked_the_money_of_nobody_twice() => Assert.Equal(
        Application.Types.Decision.Types.Outcome.Selected, Tauriac.Decision.Outcome);
}
