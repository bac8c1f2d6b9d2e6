namespace ProjetK.Events;

/// <summary>The prerequisites turned out not to be met; the territory becomes dormant.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="DeclareTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/SleepAfterIneligibility")]
public sealed record ApplicationIneligible(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset DeclareTime, long Version);
