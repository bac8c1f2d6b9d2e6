namespace ProjetK.Events;

/// <summary>A territory's support team became complete: its cooperation can start.</summary>
/// <param name="TerritoryId">The territory.</param>
/// <param name="CompleteTime">When, UTC.</param>
/// <param name="Version">Version of the team.</param>
[ConsumedBy]
public sealed record SupportTeamCompleted(Guid TerritoryId, DateTimeOffset CompleteTime, long Version);
