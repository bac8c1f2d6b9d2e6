namespace ProjetK.Events;

/// <summary>Funding could not reserve a proposal.</summary>
/// <param name="ProposalId">The proposal that is answered.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reason"><c>ENVELOPE_EXCEEDED</c>, <c>ENVELOPE_MISSING</c> or <c>WRONG_STATE</c> (withdrawn meanwhile).</param>
/// <param name="MissingCents">What is missing, in cents of a euro; 0 when the reason is not the amount.</param>
/// <param name="RefuseTime">When, UTC.</param>
[ConsumedBy("applications/UndoSelection")]
public sealed record FundsRefused(
    Guid ProposalId, Guid ApplicationId, string Reason, long MissingCents, DateTimeOffset RefuseTime);
