namespace ProjetK.Events;

/// <summary>An actor confirmed its part in a territory.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="ActorId">The actor.</param>
/// <param name="ConfirmTime">When, UTC.</param>
/// <param name="Version">Version of the commitment.</param>
[ConsumedBy]
public sealed record CommitmentConfirmed(
    Guid CommitmentId, Guid TerritoryId, Guid ActorId, DateTimeOffset ConfirmTime, long Version);
