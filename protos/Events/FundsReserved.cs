namespace ProjetK.Events;

/// <summary>The whole multi-year amount of a proposal is reserved.</summary>
/// <param name="ProposalId">The proposal that is answered.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Envelope">Id of the envelope.</param>
/// <param name="TotalCents">The amount, in cents of a euro.</param>
/// <param name="ReserveTime">When, UTC.</param>
/// <param name="Version">Version of the grant.</param>
[ConsumedBy("applications/ConfirmSelection")]
public sealed record FundsReserved(
    Guid ProposalId, Guid ApplicationId, Guid GrantId, string Envelope, long TotalCents, DateTimeOffset ReserveTime,
    long Version);
