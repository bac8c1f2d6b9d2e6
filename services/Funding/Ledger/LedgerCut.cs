namespace ProjetK.Funding;

/// <summary>Where a ledger ends for the public: before the first entry of a grant that is not announced.</summary>
/// <param name="Sequence">The last entry that everybody sees.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Balances">What the accounts held then.</param>
/// <param name="NextTime">When the first hidden entry was written; the end of time when none is hidden.</param>
internal sealed record LedgerCut(
    long Sequence, string Hash, DateTimeOffset Time, Balances Balances, DateTimeOffset NextTime);
