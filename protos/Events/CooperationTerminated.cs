namespace ProjetK.Events;

/// <summary>A cooperation ended early; the territory becomes dormant.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="TerminateTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/SleepAfterTermination", "ecosystem/FollowCooperation", "funding/EndPayments")]
public sealed record CooperationTerminated(
    Guid ApplicationId, Guid TerritoryId, string Call, Guid GrantId, DateTimeOffset TerminateTime, long Version);
