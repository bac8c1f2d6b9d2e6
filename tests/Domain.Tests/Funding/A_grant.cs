using ProjetK.Foundation;

namespace ProjetK.Funding.Tests;

public sealed class A_grant
{
    private static readonly Agreement Signed = new("C-2026-1", Some.Noon);

    private static readonly Grant Reserved = Grant.Reserve(
        Some.Proposal("2026"), Laws.Open(63_000_000), Guid.CreateVersion7(), Some.Noon);

    private static readonly Dictionary<GrantState, Grant> In = new()
    {
        [GrantState.Reserved] = Reserved,
        [GrantState.Committed] = Reserved.Commit(Signed, Some.Siret, Some.Noon),
        [GrantState.Completed] = Reserved.Commit(Signed, Some.Siret, Some.Noon).Pay(),
        [GrantState.Released] = Reserved.Release("", Some.Noon),
        [GrantState.Terminated] = Reserved.Commit(Signed, Some.Siret, Some.Noon).Terminate(Some.Noon, Some.Noon),
    };

    private static readonly Dictionary<string, (Func<Grant, Grant>, GrantState[])> Transitions = new()
    {
        ["commit"] = (grant => grant.Commit(Signed, Some.Siret, Some.Noon), [GrantState.Reserved]),
        ["release"] = (grant => grant.Release("", Some.Noon), [GrantState.Reserved, GrantState.Committed]),
        ["terminate"] = (grant => grant.Terminate(Some.Noon, Some.Noon), [GrantState.Committed, GrantState.Completed]),
    };

    [Fact]
    public void pays_the_account_of_whoever_receives_it_when_the_agreement_is_signed()
    {
        var moved = Reserved.ChangeBeneficiary(new(Some.Noon.AddDays(1), "33548", "21330548100018", "Fusion"), Some.Noon);
        var committed = moved.Commit(Signed, Some.Siret, Some.Noon.AddDays(2));
        Assert.Equal(("33548", Some.Siret), committed.BeneficiaryAt(Some.Noon.AddDays(2)));
        Assert.Null(committed.BeneficiaryAt(Some.Noon).Siret);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("release")]
    [InlineData("terminate")]
    public void changes_only_from_the_states_that_allow_it_and_says_which(string name)
    {
        var (transition, allowed) = Transitions[name];
        foreach (var (state, grant) in In)
        {
            if (allowed.Contains(state))
            {
                Assert.Equal(grant.Version + 1, transition(grant).Version);
                continue;
            }
            var refusal = Assert.Throws<ServiceDefaults.DomainException>(() => transition(grant));
            Assert.Equal("WRONG_STATE", refusal.Reason);
            Assert.Equal(EnumText.Of(state), refusal.Metadata["state"]);
            Assert.Equal(string.Join(",", allowed.Select(one => EnumText.Of(one))), refusal.Metadata["allowed"]);
        }
    }

    [Fact]
    public void of_1342_inhabitants_is_187880_euros_in_all_and_134200_in_the_first_year()
    {
        var amounts = Some.StandardRates.For(1342);
        Assert.Equal((10_736_000, 2_684_000), (amounts.InvestmentCents, amounts.OperatingPerYearCents));
        Assert.Equal((13_420_000, 18_788_000), (amounts.FirstYearCents, amounts.TotalCents));
    }
}
