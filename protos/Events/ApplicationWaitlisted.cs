namespace ProjetK.Events;

/// <summary>It was announced that an application waits for a place.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="AnnounceTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy]
public sealed record ApplicationWaitlisted(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset AnnounceTime, long Version);
