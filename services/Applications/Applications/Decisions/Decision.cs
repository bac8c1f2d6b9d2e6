namespace ProjetK.Applications;

/// <summary>What came out of a decision; the numbers are those of the contract.</summary>
internal enum Outcome { None, Selected, Waitlisted, Rejected, Ineligible, FundsRefused }

/// <summary>What the syndicate decided on an application, and why; <paramref name="Before"/> is the decision that a
/// choice without money replaced.</summary>
internal sealed record Decision(
    Outcome Outcome, string Reason, string PublicReason, DateTimeOffset DecideTime, Guid? GrantId = null,
    Decision? Before = null);

/// <summary>A choice whose money is asked for; the answer of Funding must carry the same id.</summary>
internal sealed record Proposal(Guid Id, string Reason, string PublicReason);
