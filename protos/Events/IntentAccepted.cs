namespace ProjetK.Events;

/// <summary>A letter of intent was accepted: a territory opens.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory: the application's own id, or that of the earlier wave it continues.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="DisplayName">Name of the territory.</param>
/// <param name="Communes">INSEE codes, the lead first.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="Values">Ids of the values the project shares.</param>
/// <param name="AcceptTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("ecosystem/OpenTerritory")]
public sealed record IntentAccepted(
    Guid ApplicationId, Guid TerritoryId, string Call, string DisplayName, IReadOnlyList<string> Communes, int Population,
    IReadOnlyList<string> Values, DateTimeOffset AcceptTime, long Version);
