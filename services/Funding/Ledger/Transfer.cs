namespace ProjetK.Funding;

/// <summary>Why money moves.</summary>
internal enum TransferReason
{
    Voted,
    Amended,
    Reservation,
    Release,
    Commitment,
    Payment,
    Return,
    Cancellation,
    Recovery,
}

/// <summary>What a movement was for: the day from which it counts, the budget year in which it is reported, the
/// instalment, and the territory and beneficiary as they were on that day.</summary>
internal sealed record TransferFacts(
    DateOnly EffectiveDate, int BudgetYear, int? Instalment, Guid? Territory, string? Beneficiary, string? Siret)
{
    /// <summary>Money that belongs to no grant, on its day.</summary>
    public static TransferFacts On(DateTimeOffset time) =>
        new(BudgetYears.DayOf(time), BudgetYears.DayOf(time).Year, null, null, null, null);
}

/// <summary>Money that moves from one account of an envelope to another; never changed, only reversed. Those of the
/// first weeks of the software have no facts.</summary>
internal sealed record Transfer(
    Guid Id,
    string Envelope,
    Account From,
    Account To,
    long Cents,
    TransferReason Reason,
    Guid? Grant,
    DateTimeOffset CreateTime,
    TransferFacts? Facts);
