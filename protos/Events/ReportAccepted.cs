namespace ProjetK.Events;

/// <summary>A report was accepted, or two managers did without it: the money of the year after can be certified.</summary>
/// <param name="TerritoryId">The territory.</param>
/// <param name="ApplicationId">The application whose cooperation it is about.</param>
/// <param name="Year">Which year of the cooperation: 1, 2 or 3.</param>
/// <param name="Waived">True when there is no report and none is needed.</param>
/// <param name="AcceptTime">When, UTC.</param>
/// <param name="Version">Version of the report.</param>
[ConsumedBy("funding/LearnReport")]
public sealed record ReportAccepted(
    Guid TerritoryId, Guid ApplicationId, int Year, bool Waived, DateTimeOffset AcceptTime, long Version);
