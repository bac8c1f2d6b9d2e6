namespace ProjetK.Events;

/// <summary>An applicant took an application back: Funding releases what it holds for it, its territory becomes dormant.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="TerritoryId">The territory, once there was one.</param>
/// <param name="Call">Id of the call.</param>
/// <param name="WithdrawTime">When, UTC.</param>
/// <param name="Version">Version of the application.</param>
[ConsumedBy("funding/ReleaseFunds", "ecosystem/SleepAfterWithdrawal")]
public sealed record ApplicationWithdrawn(
    Guid ApplicationId, Guid? TerritoryId, string Call, DateTimeOffset WithdrawTime, long Version);
