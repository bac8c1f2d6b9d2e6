namespace ProjetK.Events;

/// <summary>An application was selected: its money is reserved.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="GrantId">The reserved grant.</param>
/// <param name="SelectTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy]
public sealed record ApplicationSelected(
    Guid ApplicationId, Guid TerritoryId, string Call, Guid GrantId, DateTimeOffset SelectTime, long Version);
