namespace ProjetK.Events;

/// <summary>An application lapsed because a letter did not come in time or its call was closed; its territory becomes dormant.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="LapseTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/SleepAfterLapse")]
public sealed record ApplicationLapsed(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset LapseTime, long Version);
