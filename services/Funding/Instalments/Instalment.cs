namespace ProjetK.Funding;

/// <summary>Where an instalment stands.</summary>
internal enum InstalmentState
{
    Planned,
    Certified,
    Ordered,
    Paid,
    Cancelled,
}

/// <summary>That somebody attested what an instalment is paid for (service fait).</summary>
internal sealed record Certification(string By, DateTimeOffset Time);

/// <summary>The order to pay (mandat).</summary>
internal sealed record PaymentOrder(string MandateNumber, int BudgetYear, DateTimeOffset Time);

/// <summary>That the public accountant paid, and whom.</summary>
internal sealed record Payment(string TreasuryReference, DateOnly Date, int BudgetYear, string Commune, string? Siret);

/// <summary>A part of a grant that is paid at once. Its grant decides what becomes of it.</summary>
internal sealed record Instalment(
    Guid Grant,
    int Number,
    PaymentKind Kind,
    int Year,
    long Cents,
    InstalmentState State,
    DateTimeOffset? DueTime,
    DateTimeOffset? DueAnnounceTime,
    Certification? Certification,
    PaymentOrder? Order,
    Payment? Payment,
    long RecoveredCents,
    string Reason,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    /// <summary>The year of the cooperation whose report must be accepted first; null when none must.</summary>
    public int? ReportYear => Kind == PaymentKind.Operating && Year > 1 ? Year - 1 : null;

    /// <summary>Whether its date came and nobody was told yet.</summary>
    public bool IsDue(DateTimeOffset now) =>
        State == InstalmentState.Planned && DueTime <= now && DueAnnounceTime is null;

    /// <summary>Whether its money is still promised and not paid.</summary>
    public bool IsOpen => State is InstalmentState.Planned or InstalmentState.Certified or InstalmentState.Ordered;

    /// <summary>All instalments of a grant whose agreement is signed.</summary>
    public static List<Instalment> Plan(Grant grant, DateTimeOffset now) => [.. grant.Amounts.Parts().Select(
        (part, index) => new Instalment(
            grant.Id, index + 1, part.Kind, part.Year, part.Cents, InstalmentState.Planned, null, null, null, null,
            null, 0, "", now, now, 1))];

    /// <summary>The cooperation started: from when it may be paid.</summary>
    public Instalment Date(DateTimeOffset start, DateTimeOffset now) => From(now, InstalmentState.Planned) with
    {
        DueTime = BudgetYears.Anniversary(start, Year - 1),
    };

    public Instalment Certify(string by, DateTimeOffset now) => From(now, InstalmentState.Planned) with
    {
        State = DueTime <= now ? InstalmentState.Certified : throw Errors.InstalmentNotDue(this),
        Certification = new(by, now),
    };

    public Instalment OrderBy(string by, PaymentOrder order) => From(order.Time, InstalmentState.Certified) with
    {
        State = Certification!.By != by ? InstalmentState.Ordered : throw Errors.SecondPersonRequired(this),
        Order = order,
        Reason = "",
    };

    /// <summary>The public accountant does not pay.</summary>
    public Instalment Reject(string reason, DateTimeOffset now) => From(now, InstalmentState.Ordered) with
    {
        State = InstalmentState.Certified,
        Order = null,
        Reason = reason,
    };

    public Instalment Pay(Payment payment, DateTimeOffset now) =>
        From(now, InstalmentState.Ordered) with { State = InstalmentState.Paid, Payment = payment, Reason = "" };

    /// <summary>The bank sent it back; not once something was recovered.</summary>
    public Instalment Return(string reason, DateTimeOffset now) => From(now, InstalmentState.Paid) with
    {
        State = RecoveredCents == 0
            ? InstalmentState.Ordered
            : throw Errors.WrongState(this, [InstalmentState.Paid], "Something of it was recovered already."),
        Payment = null,
        Reason = reason,
    };

    public Instalment Cancel(string reason, DateTimeOffset now) =>
        From(now, InstalmentState.Planned, InstalmentState.Certified) with
        {
            State = InstalmentState.Cancelled,
            Reason = reason,
        };

    /// <summary>What should not have been paid is asked back.</summary>
    public Instalment Recover(long cents, string reason, DateTimeOffset now) => From(now, InstalmentState.Paid) with
    {
        RecoveredCents = RecoveredCents + cents <= Cents
            ? RecoveredCents + cents
            : throw Errors.RecoveryExceeded(this, cents),
        Reason = reason,
    };

    private Instalment From(DateTimeOffset now, params InstalmentState[] allowed) => allowed.Contains(State)
        ? this with { UpdateTime = now, Version = Version + 1 }
        : throw Errors.WrongState(this, allowed);
}
