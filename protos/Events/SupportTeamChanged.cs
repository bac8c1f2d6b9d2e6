namespace ProjetK.Events;

/// <summary>Others accompany a territory: who may read and write as its facilitators.</summary>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Members">Ids of all people of the team, the representative first.</param>
/// <param name="Complete">True with exactly one representative and two facilitators.</param>
/// <param name="ChangeTime">When, UTC.</param>
/// <param name="Version">Version of the team.</param>
[ConsumedBy("applications/LearnSupportTeam")]
public sealed record SupportTeamChanged(
    Guid TerritoryId, IReadOnlyList<string> Members, bool Complete, DateTimeOffset ChangeTime, long Version);
