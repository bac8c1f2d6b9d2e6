
namespace ProjetK.Funding;

/// <summary>What can be wrong with an entry; numbered as on the wire.</summary>
internal enum LedgerFlaw
{
    Changed = 1,
    MissingBefore = 2,
    Unlinked = 3,
    WrongEnd = 4,
    WrongBalance = 5,
    WrongTransfer = 6,
}

/// <summary>The first entry that is not as it was written; its sequence is 0 when a whole ledger is gone.</summary>
internal sealed record BrokenEntry(string Envelope, long Sequence, LedgerFlaw Flaw);

/// <summary>Recomputes ledgers as docs/ledger.md describes them, one entry in memory at a time, up to the
/// first flaw.</summary>
internal sealed class LedgerVerification
{
    private CheckedEntry? last;
    private Balances balances = Balances.Zero;

    /// <summary>Entries read so far.</summary>
    public long EntryCount { get; private set; }

    /// <summary>Envelopes whose entries were read so far.</summary>
    public long EnvelopeCount { get; private set; }

    /// <summary>Null when everything is sound.</summary>
    public BrokenEntry? FirstBroken { get; private set; }

    /// <summary>The last envelope that was checked when some are left, otherwise null.</summary>
    public string? LastEnvelope { get; private set; }

    /// <summary>Checks one envelope.</summary>
    public static async Task<LedgerVerification> Of(
        Database database, string envelope, bool all, CancellationToken cancellation)
    {
        var verification = new LedgerVerification();
        await verification.Check(database, envelope, all, cancellation);
        return verification;
    }

    /// <summary>Checks envelope by envelope those whose id comes after another; begins none when it has read
    /// <paramref name="maxEntries"/>.</summary>
    public static async Task<LedgerVerification> After(
        Database database, string envelope, bool all, long maxEntries, CancellationToken cancellation)
    {
        var verification = new LedgerVerification();
        while (verification.FirstBroken is null
            && await LedgerTable.FindAfter(database, envelope, cancellation) is { } next)
        {
            if (verification.EntryCount >= maxEntries)
            {
                verification.LastEnvelope = envelope;
                break;
            }
            await verification.Check(database, envelope = next, all, cancellation);
        }
        return verification;
    }

    private async Task Check(Database database, string envelope, bool all, CancellationToken cancellation)
    {
        (last, balances) = (null, Balances.Zero);
        await LedgerTable.Scan(database, envelope, all, Accept, cancellation);
        End();
        if (last is not null)
            EnvelopeCount++;
        else if (await LedgerTable.IsMissing(database, envelope, cancellation))
            FirstBroken = new(envelope, 0, LedgerFlaw.WrongEnd);
    }

    /// <summary>Takes the next entry of an envelope, in the order of their sequence; false once something is
    /// broken.</summary>
    private bool Accept(CheckedEntry entry)
    {
        if (FirstBroken is null && FlawOf(entry) is { } flaw)
            FirstBroken = new(entry.Envelope, entry.Sequence, flaw);
        (last, EntryCount) = (entry, EntryCount + 1);
        return FirstBroken is null;
    }

    private LedgerFlaw? FlawOf(CheckedEntry entry)
    {
        if (entry.Sequence != (last?.Sequence ?? 0) + 1)
            return LedgerFlaw.MissingBefore;
        if (entry.PreviousHash != (last?.Hash ?? LedgerEntry.NoHash))
            return LedgerFlaw.Unlinked;
        if (entry.Entry is not { } written || written.Hash != entry.Hash)
            return LedgerFlaw.Changed;
        balances = balances.Add(written.Account, written.Cents);
        if (written.Balance != balances[written.Account] || written.Account != Account.Budget && written.Balance < 0)
            return LedgerFlaw.WrongBalance;
        return IsSide(written) ? null : LedgerFlaw.WrongTransfer;
    }

    /// <summary>What a transfer takes is written first, and at once what it gives.</summary>
    private bool IsSide(LedgerEntry entry) => entry.Sequence % 2 == 1
        ? (entry.Account, entry.Cents) == (entry.Transfer.From, -entry.Transfer.Cents)
        : (entry.Account, entry.Cents) == (entry.Transfer.To, entry.Transfer.Cents)
            && last?.Entry?.Transfer.Id == entry.Transfer.Id;

    /// <summary>The last entry of an envelope must be the one at which its ledger stands, or ends for whoever asks,
    /// with both sides written.</summary>
    private void End()
    {
        if (FirstBroken is not null || last is null)
            return;
        if (last.End is not { } end || end.Sequence != last.Sequence
            || end.Hash is not null && (end.Hash, end.Balances) != (last.Hash, balances))
            FirstBroken = new(last.Envelope, last.Sequence, LedgerFlaw.WrongEnd);
        else if (last.Sequence % 2 == 1)
            FirstBroken = new(last.Envelope, last.Sequence, LedgerFlaw.WrongTransfer);
    }
}
