namespace ProjetK.Events;

/// <summary>After its letter of intent was accepted, other communes take part in an application, or another one leads, or other inhabitants count.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Communes">INSEE codes, the lead first.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="ChangeTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/FollowApplicant", "funding/FollowApplicant")]
public sealed record ApplicantChanged(
    Guid ApplicationId, Guid TerritoryId, IReadOnlyList<string> Communes, int Population, DateTimeOffset ChangeTime,
    long Version);
