namespace ProjetK.Events;

/// <summary>The date of an instalment came: what it is paid for can be certified.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Number">Number of the instalment in its grant.</param>
/// <param name="Kind"><c>INVESTMENT</c> or <c>OPERATING</c>.</param>
/// <param name="Year">Year of the cooperation, counted from 1.</param>
/// <param name="AmountCents">The amount, in cents of a euro.</param>
/// <param name="DueTime">Since when, UTC.</param>
/// <param name="Version">Version of the instalment.</param>
[ConsumedBy("applications/TellOfMoney")]
public sealed record InstalmentDue(
    Guid GrantId, Guid ApplicationId, Guid TerritoryId, int Number, string Kind, int Year, long AmountCents,
    DateTimeOffset DueTime, long Version);
