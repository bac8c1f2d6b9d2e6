namespace ProjetK.Events;

/// <summary>A grant was given back to its envelope before anything was paid.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="Envelope">Id of the envelope.</param>
/// <param name="TotalCents">The amount, in cents of a euro.</param>
/// <param name="ReleaseTime">When, UTC.</param>
/// <param name="Version">Version of the grant.</param>
[ConsumedBy("applications/LapseWithoutGrant")]
public sealed record FundsReleased(
    Guid GrantId, Guid ApplicationId, string Envelope, long TotalCents, DateTimeOffset ReleaseTime, long Version);
