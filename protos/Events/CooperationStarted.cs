namespace ProjetK.Events;

/// <summary>The agreement is signed, the team is there: the territory starts to work.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="StartTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/StartToCooperate", "ecosystem/FollowCooperation", "funding/StartPayments")]
public sealed record CooperationStarted(
    Guid ApplicationId, Guid TerritoryId, string Call, Guid GrantId, DateTimeOffset StartTime, long Version);
