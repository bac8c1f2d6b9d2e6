namespace ProjetK.Events;

/// <summary>A report of a territory is due soon, or overdue.</summary>
/// <param name="TerritoryId">The territory.</param>
/// <param name="ApplicationId">The application whose cooperation it is about.</param>
/// <param name="Year">Which year of the cooperation: 1, 2 or 3.</param>
/// <param name="DueTime">Until when it is to be sent, UTC.</param>
/// <param name="Version">Version of the report.</param>
[ConsumedBy]
public sealed record ReportDue(Guid TerritoryId, Guid ApplicationId, int Year, DateTimeOffset DueTime, long Version);
