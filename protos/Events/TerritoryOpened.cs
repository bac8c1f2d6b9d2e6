namespace ProjetK.Events;

/// <summary>A territory was opened for an application.</summary>
/// <param name="TerritoryId">The territory.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="OpenTime">When, UTC.</param>
/// <param name="Version">Version of the territory.</param>
[ConsumedBy]
public sealed record TerritoryOpened(Guid TerritoryId, Guid ApplicationId, DateTimeOffset OpenTime, long Version);
