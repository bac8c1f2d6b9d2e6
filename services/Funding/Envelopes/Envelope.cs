namespace ProjetK.Funding;

/// <summary>What a payment is for.</summary>
internal enum PaymentKind
{
    Investment,
    Operating,
}

/// <summary>The most that may be paid in one budget year for one kind.</summary>
internal sealed record PaymentLimit(int BudgetYear, PaymentKind Kind, long AmountCents);

/// <summary>A change of the amount voted, with the délibération that decided it.</summary>
internal sealed record Amendment(
    long AmountCents, string Reason, string Deliberation, DateOnly? DeliberationDate, DateTimeOffset CreateTime);

/// <summary>What a délibération changes beside the amount; what is empty stays as it is.</summary>
internal sealed record NewTerms(
    IReadOnlyList<string> Calls, IReadOnlyList<PaymentLimit> PaymentLimits, IReadOnlyList<string> AccountCodes)
{
    public bool IsEmpty => Calls.Count + PaymentLimits.Count + AccountCodes.Count == 0;
}

/// <summary>What is decided when an envelope is opened.</summary>
internal sealed record Vote(
    string Id,
    string Label,
    IReadOnlyList<string> Calls,
    Rates Rates,
    long AmountCents,
    IReadOnlyList<PaymentLimit> PaymentLimits,
    IReadOnlyList<string> AccountCodes);

/// <summary>Money voted for calls, which can never be promised twice.</summary>
internal sealed record Envelope(
    string Id,
    string Label,
    IReadOnlyList<string> Calls,
    Rates Rates,
    IReadOnlyList<PaymentLimit> PaymentLimits,
    IReadOnlyList<string> AccountCodes,
    IReadOnlyList<Amendment> Amendments,
    Ledger Ledger,
    DateTimeOffset? FreezeTime,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    /// <summary>A thousand million euros: beyond the budget of any syndicate, far within 64 bits.</summary>
    public const long LargestAmountCents = 100_000_000_000;

    public long AmountCents => -Ledger.Balances.Budget;

    /// <summary>Reserved, committed, paid and recovered together.</summary>
    public long TakenCents => AmountCents - Ledger.Balances.Available;

    /// <summary>Opens an envelope; its rates are frozen from the start when one of its calls is public.</summary>
    public static Envelope Open(Vote vote, bool published, Guid transfer, DateTimeOffset now) =>
        new Envelope(vote.Id, vote.Label, vote.Calls, vote.Rates, vote.PaymentLimits, vote.AccountCodes, [],
            Ledger.Open(vote.Id), published ? now : null, now, now, 1)
            .Change(vote.AmountCents, TransferReason.Voted, transfer, now);

    /// <summary>What is missing in it for such an amount; zero when it fits.</summary>
    public long Missing(long cents) => Math.Max(0, cents - Ledger.Balances.Available);

    /// <summary>The most that may be paid in a budget year for one kind; null where nothing limits it.</summary>
    public long? LimitOf(int year, PaymentKind kind) =>
        PaymentLimits.FirstOrDefault(limit => limit.BudgetYear == year && limit.Kind == kind)?.AmountCents;

    /// <summary>For each amount in turn whether it still fits after those before it that fit.</summary>
    public IEnumerable<bool> Fitting(IEnumerable<long> amounts)
    {
        var left = Ledger.Balances.Available;
        foreach (var cents in amounts)
        {
            var fits = cents <= left;
            left -= fits ? cents : 0;
            yield return fits;
        }
    }

    /// <summary>Changes the amount voted, not below what is taken.</summary>
    public Envelope Amend(Amendment amendment, Guid transfer) => amendment.AmountCents < TakenCents
        ? throw Errors.EnvelopeBelowCommitments(this, amendment.AmountCents)
        : Changed(amendment.CreateTime).Change(
            amendment.AmountCents - AmountCents, TransferReason.Amended, transfer, amendment.CreateTime) with
        {
            Amendments = [.. Amendments, amendment],
        };

    /// <summary>Changes what the délibération names; each limit takes the place of that for its year and
    /// kind.</summary>
    public Envelope With(NewTerms terms) => this with
    {
        Calls = [.. Calls.Union(terms.Calls).Order(StringComparer.Ordinal)],
        PaymentLimits =
        [
            .. terms.PaymentLimits.UnionBy(PaymentLimits, limit => (limit.BudgetYear, limit.Kind))
                .OrderBy(limit => limit.BudgetYear).ThenBy(limit => limit.Kind),
        ],
        AccountCodes = terms.AccountCodes.Count > 0 ? terms.AccountCodes : AccountCodes,
    };

    /// <summary>The envelope as it was when its ledger ended there.</summary>
    public Envelope AsOf(LedgerCut cut) => this with
    {
        Ledger = new(Id, cut.Balances, cut.Sequence, cut.Hash),
        Amendments = [.. Amendments.Where(amendment => amendment.CreateTime < cut.NextTime)],
    };

    /// <summary>The envelope as the public sees it: neither its version nor the time of its last change tells of
    /// entries that are not shown.</summary>
    public Envelope ForPublic(DateTimeOffset lastEntry) => this with
    {
        UpdateTime = Amendments.Select(amendment => amendment.CreateTime)
            .Append(CreateTime).Append(FreezeTime ?? CreateTime).Append(lastEntry).Max(),
        Version = Ledger.Sequence + Amendments.Count + (FreezeTime is null ? 1 : 2),
    };

    /// <summary>Holds the whole amount of a grant.</summary>
    public Envelope Reserve(Grant grant, Guid transfer) => Book(
        TransferReason.Reservation, Account.Available, Account.Reserved, grant, transfer, grant.CreateTime);

    /// <summary>What was held for a grant is promised by its agreement.</summary>
    public Envelope Commit(Grant grant, Guid transfer, DateTimeOffset now) => Book(
        TransferReason.Commitment, Account.Reserved, Account.Committed, grant, transfer, now);

    /// <summary>Takes back what it still held for a grant, as it was before, of which nothing was paid.</summary>
    public Envelope TakeBack(Grant grant, Guid transfer, DateTimeOffset now) => Book(
        TransferReason.Release, grant.Account, Account.Available, grant, null, grant.HeldCents, BookingDate.Of(now),
        transfer);

    /// <summary>An instalment is paid.</summary>
    public Envelope Pay(Grant grant, Instalment instalment, BookingDate date, Guid transfer) => Book(
        TransferReason.Payment, Account.Committed, Account.Paid, grant, instalment, instalment.Cents, date, transfer);

    /// <summary>The bank sent an instalment back.</summary>
    public Envelope Return(Grant grant, Instalment instalment, BookingDate date, Guid transfer) => Book(
        TransferReason.Return, Account.Paid, Account.Committed, grant, instalment, instalment.Cents, date, transfer);

    /// <summary>An instalment will not be paid.</summary>
    public Envelope Cancel(Grant grant, Instalment instalment, Guid transfer, DateTimeOffset now) => Book(
        TransferReason.Cancellation, Account.Committed, Account.Available, grant, instalment, instalment.Cents,
        BookingDate.Of(now), transfer);

    /// <summary>Something that was paid comes back; it is not free again.</summary>
    public Envelope Recover(Grant grant, Instalment instalment, long cents, BookingDate date, Guid transfer) => Book(
        TransferReason.Recovery, Account.Paid, Account.Recovered, grant, instalment, cents, date, transfer);

    /// <summary>A call that draws on it is public: its rates no longer change.</summary>
    public Envelope Freeze(DateTimeOffset now) =>
        FreezeTime is null ? Changed(now) with { FreezeTime = now } : this;

    private Envelope Change(long cents, TransferReason reason, Guid transfer, DateTimeOffset now) => cents switch
    {
        0 => this,
        > 0 => Move(new(transfer, Id, Account.Budget, Account.Available, cents, reason, null, now,
            TransferFacts.On(now))),
        < 0 => Move(new(transfer, Id, Account.Available, Account.Budget, -cents, reason, null, now,
            TransferFacts.On(now))),
    };

    private Envelope Book(
        TransferReason reason, Account from, Account to, Grant grant, Guid transfer, DateTimeOffset now) =>
        Book(reason, from, to, grant, null, grant.Amounts.TotalCents, BookingDate.Of(now), transfer);

    private Envelope Book(
        TransferReason reason, Account from, Account to, Grant grant, Instalment? instalment, long cents,
        BookingDate date, Guid transfer)
    {
        var (commune, siret) = grant.BeneficiaryAt(BudgetYears.EndOf(date.Day));
        return Changed(date.Now).Move(new(transfer, Id, from, to, cents, reason, grant.Id, date.Now, new(
            date.Day, date.BudgetYear, instalment?.Number, grant.Territory, commune, siret)));
    }

    private Envelope Move(Transfer transfer) => this with { Ledger = Ledger.Move(transfer) };

    private Envelope Changed(DateTimeOffset now) => this with { UpdateTime = now, Version = Version + 1 };
}
