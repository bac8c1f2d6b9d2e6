namespace ProjetK.Events;

/// <summary>A territory wrote to another.</summary>
/// <param name="ContactId">What it wrote.</param>
/// <param name="TerritoryId">The territory that was written to.</param>
/// <param name="FromTerritoryId">The territory that wrote.</param>
/// <param name="ReceiveTime">When, UTC.</param>
/// <param name="Version">Version of what it wrote.</param>
[ConsumedBy]
public sealed record ContactReceived(
    Guid ContactId, Guid TerritoryId, Guid FromTerritoryId, DateTimeOffset ReceiveTime, long Version);
