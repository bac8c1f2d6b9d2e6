
namespace ProjetK.Applications;

/// <summary>What came out of a decision; the numbers are those of the contract.</summary>
internal enum Outcome { None, Selected, Waitlisted, Rejected, Ineligible, FundsRefused }

/// <summary>What the syndicate decided on an application, and why.</summary>
internal sealed record Decision(
    Outcome Outcome, string Reason, string PublicReason, DateTimeOffset DecideTime, Guid? GrantId = null);

/// <summary>A choice whose money is asked for; the answer of Funding must carry the same id.</summary>
internal sealed record Proposal(Guid Id, string Reason, string PublicReason);

/// <summary>What a population would receive, in cents, frozen with the letter of engagement.</summary>
internal sealed record GrantEstimate(
    long InvestmentCents, long OperatingPerYearCents, int OperatingYears, long FirstYearCents, long TotalCents)
{
    public static GrantEstimate Of(Funding.V1.SimulateGrantResponse answer) => new(
        Moneys.ToCents(answer.Investment, "investment"),
        Moneys.ToCents(answer.OperatingPerYear, "operating_per_year"),
        answer.Rates.OperatingYears,
        Moneys.ToCents(answer.FirstYear, "first_year"),
        Moneys.ToCents(answer.Total, "total"));
}
