namespace ProjetK.Funding;

/// <summary>The accounts of one envelope: what they hold, and the end of the chain of entries that says why.</summary>
internal sealed record Ledger(string Envelope, Balances Balances, long Sequence, string Hash)
{
    /// <summary>What was written since the ledger was read, for the table to save.</summary>
    public IReadOnlyList<LedgerEntry> Written { get; init; } = [];

    public static Ledger Open(string envelope) => new(envelope, Balances.Zero, 0, LedgerEntry.NoHash);

    /// <summary>Moves money; refuses to take from an account more than it holds.</summary>
    public Ledger Move(Transfer transfer)
    {
        var missing = transfer.Cents - Balances[transfer.From];
        if (transfer.From != Account.Budget && missing > 0)
            throw Errors.EnvelopeExceeded(Envelope, missing);
        return Write(transfer, transfer.From, -transfer.Cents).Write(transfer, transfer.To, transfer.Cents);
    }

    private Ledger Write(Transfer transfer, Account account, long cents)
    {
        var balances = Balances.Add(account, cents);
        var entry = new LedgerEntry(transfer, Sequence + 1, account, cents, balances[account], Hash);
        return this with
        {
            Balances = balances,
            Sequence = entry.Sequence,
            Hash = entry.Hash,
            Written = [.. Written, entry],
        };
    }
}
