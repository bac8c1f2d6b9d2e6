using ProjetK.ServiceDefaults;

namespace ProjetK.Funding.Tests;

public sealed class Dates
{
    private static readonly BudgetYears Years = new(31);

    [Theory]
    [InlineData("2024-02-29T09:00:00Z", 1, "2025-02-28T09:00:00Z")]
    [InlineData("2024-02-29T09:00:00Z", 4, "2028-02-29T09:00:00Z")]
    [InlineData("2025-03-30T00:30:00Z", 1, "2026-03-29T23:30:00Z")]
    [InlineData("2025-03-29T22:30:00Z", 1, "2026-03-29T21:30:00Z")]
    public void anniversaries_keep_the_hour_in_France(string start, int years, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due), BudgetYears.Anniversary(DateTimeOffset.Parse(start), years));

    [Theory]
    [InlineData("2026-01-31", 2025, true)]
    [InlineData("2026-02-01", 2025, false)]
    [InlineData("2026-01-01", 2026, true)]
    [InlineData("2025-12-31", 2026, false)]
    [InlineData("2026-01-15", 2024, false)]
    public void a_budget_year_is_open_until_the_end_of_January(string day, int year, bool open)
    {
        if (open)
            Assert.Equal(year, Years.Check(DateOnly.Parse(day), year, DateOnly.Parse(day)));
        else
            Assert.Equal("YEAR_CLOSED",
                Assert.Throws<DomainException>(
                    () => Years.Check(DateOnly.Parse(day), year, DateOnly.Parse(day))).Reason);
    }

    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("2026-02-01", false)]
    [InlineData("2027-01-15", false)]
    public void what_happened_in_a_year_is_booked_there_only_while_that_is_open(string today, bool open)
    {
        int Book(int asked) => Years.Check(new(2025, 12, 20), asked, DateOnly.Parse(today));
        if (open)
            Assert.Equal((2025, 2025), (Book(0), Book(2025)));
        foreach (var asked in open ? new[] { 2026 } : [0, 2025, 2026])
            Assert.Equal("YEAR_CLOSED", Assert.Throws<DomainException>(() => Book(asked)).Reason);
    }

    [Fact]
    public void an_agreement_signed_after_its_deadline_is_too_late()
    {
        var grant = Grant.Reserve(Some.Proposal("2026"), Laws.Open(63_000_000), Guid.CreateVersion7(), Some.Noon)
            .Announce(Some.Noon, 3, Some.Noon);
        Assert.Equal(
            "DEADLINE_PASSED",
            Assert.Throws<DomainException>(() =>
                grant.Commit(new("C", Some.Noon), Some.Siret, Some.Noon.AddMonths(3).AddDays(1))).Reason);
        Assert.Equal(GrantState.Committed, grant.Commit(new("C", Some.Noon), Some.Siret, Some.Noon.AddMonths(3).AddHours(-1)).State);
    }

    [Fact]
    public void three_maximal_projects_a_year_stack_up_to_630000_euros()
    {
        var forecast = new WaveForecast(5, 3, Some.StandardRates.For(1500));
        Assert.Equal([45_000_000, 54_000_000, 63_000_000, 63_000_000], Enumerable.Range(1, 4).Select(forecast.PaidIn));
        Assert.Equal(63_000_000, forecast.CommittedIn(1));
    }
}
