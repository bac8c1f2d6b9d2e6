using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>What is said to a proposal: that its money is reserved, or why not.</summary>
internal sealed record ProposalOutcome(FundsReserved? Reserved, FundsRefused? Refused)
{
    public const string
        EnvelopeMissing = "ENVELOPE_MISSING",
        EnvelopeExceeded = "ENVELOPE_EXCEEDED",
        Withdrawn = "WRONG_STATE";

    /// <summary>The proposal that is answered.</summary>
    public Guid Proposal => Reserved?.ProposalId ?? Refused!.ProposalId;

    /// <summary>What came out, in a word.</summary>
    public string Word => Refused?.Reason ?? "RESERVED";

    public static ProposalOutcome Reserve(SelectionProposed proposal, Grant grant) => new(
        new FundsReserved(proposal.ProposalId, proposal.ApplicationId, grant.Id, grant.Envelope,
            grant.Amounts.TotalCents, grant.CreateTime, grant.Version),
        null);

    public static ProposalOutcome Refuse(
        SelectionProposed proposal, string reason, long missingCents, DateTimeOffset now) => new(null, new FundsRefused(proposal.ProposalId, proposal.ApplicationId, reason, missingCents, now));

    public void Announce(Transaction transaction)
    {
        if (Reserved is not null)
            transaction.Announce(Reserved);
        if (Refused is not null)
            transaction.Announce(Refused);
    }
}
