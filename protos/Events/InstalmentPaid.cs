namespace ProjetK.Events;

/// <summary>The public accountant paid an instalment.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory.</param>
/// <param name="Number">Number of the instalment in its grant.</param>
/// <param name="Kind"><c>INVESTMENT</c> or <c>OPERATING</c>.</param>
/// <param name="Year">Year of the cooperation, counted from 1.</param>
/// <param name="AmountCents">The amount, in cents of a euro.</param>
/// <param name="PayTime">When that was recorded, UTC.</param>
/// <param name="Version">Version of the instalment.</param>
[ConsumedBy("applications/TellOfMoney")]
public sealed record InstalmentPaid(
    Guid GrantId, Guid ApplicationId, Guid TerritoryId, int Number, string Kind, int Year, long AmountCents,
    DateTimeOffset PayTime, long Version);
