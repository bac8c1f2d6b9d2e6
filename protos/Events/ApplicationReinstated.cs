namespace ProjetK.Events;

/// <summary>An application that had ended stands again where it stood before; the territory is a candidate again.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="ReinstateTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/WakeAfterReinstatement")]
public sealed record ApplicationReinstated(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset ReinstateTime, long Version);
