namespace ProjetK.Events;

/// <summary>It was announced that an application is not selected; the territory becomes dormant.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="AnnounceTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/SleepAfterRejection")]
public sealed record ApplicationRejected(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset AnnounceTime, long Version);
