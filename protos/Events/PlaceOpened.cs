namespace ProjetK.Events;

/// <summary>The place is open.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="OpenTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/OpenPlace", "ecosystem/FollowCooperation")]
public sealed record PlaceOpened(
    Guid ApplicationId, Guid TerritoryId, string Call, Guid GrantId, DateTimeOffset OpenTime, long Version);
