namespace ProjetK.Events;

/// <summary>The agreement of a grant is signed: its money is promised.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Envelope">Id of the envelope.</param>
/// <param name="TotalCents">The amount, in cents of a euro.</param>
/// <param name="AgreementNumber">Number of the agreement.</param>
/// <param name="SignTime">When it was signed, UTC.</param>
/// <param name="CommitTime">When that was recorded, UTC.</param>
/// <param name="Version">Version of the grant.</param>
[ConsumedBy("applications/TellOfMoney")]
public sealed record GrantCommitted(
    Guid GrantId, Guid ApplicationId, Guid TerritoryId, string Envelope, long TotalCents, string AgreementNumber,
    DateTimeOffset SignTime, DateTimeOffset CommitTime, long Version);
