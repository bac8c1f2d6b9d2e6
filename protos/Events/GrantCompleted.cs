namespace ProjetK.Events;

/// <summary>Nothing of a grant is left to pay.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Envelope">Id of the envelope.</param>
/// <param name="CompleteTime">When, UTC.</param>
/// <param name="Version">Version of the grant.</param>
[ConsumedBy("applications/TellOfMoney")]
public sealed record GrantCompleted(
    Guid GrantId, Guid ApplicationId, Guid TerritoryId, string Envelope, DateTimeOffset CompleteTime, long Version);
