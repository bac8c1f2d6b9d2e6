using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Where a grant stands.</summary>
internal enum GrantState
{
    Reserved,
    Committed,
    Completed,
    Released,
    Terminated,
}

/// <summary>The signed agreement between the syndicate and the beneficiary.</summary>
internal sealed record Agreement(string Number, DateTimeOffset SignTime);

/// <summary>Who receives the money, from some day on.</summary>
internal sealed record BeneficiaryChange(DateTimeOffset EffectiveTime, string Commune, string Siret, string Reason);

/// <summary>Money for one application, held in full for all its years from the day it is reserved.</summary>
internal sealed record Grant(
    Guid Id,
    Guid Application,
    long ApplicationVersion,
    Guid Territory,
    string Envelope,
    string? Call,
    string BeneficiaryCommune,
    string? BeneficiarySiret,
    IReadOnlyList<BeneficiaryChange> BeneficiaryChanges,
    string LeadCommune,
    IReadOnlyList<string> Communes,
    long ApplicantVersion,
    int Population,
    GrantAmounts Amounts,
    Agreement? Agreement,
    DateTimeOffset? AnnounceTime,
    DateTimeOffset? AgreementDeadlineTime,
    DateTimeOffset? StartTime,
    DateTimeOffset? TerminateTime,
    string ReleaseReason,
    GrantState State,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    /// <summary>What is paid one by one, once the agreement is signed; where they were read.</summary>
    public IReadOnlyList<Instalment> Instalments { get; init; } = [];

    /// <summary>The account of the envelope that holds its money while nothing of it is paid.</summary>
    public Account Account => State switch
    {
        GrantState.Reserved => Account.Reserved,
        GrantState.Committed => Account.Committed,
        GrantState.Completed or GrantState.Released or GrantState.Terminated =>
            throw Errors.WrongState(this, GrantState.Reserved, GrantState.Committed),
    };

    /// <summary>What a proposal receives from an envelope, from the population it carries.</summary>
    public static Grant Reserve(SelectionProposed proposal, Envelope envelope, Guid id, DateTimeOffset now) => new(
        id, proposal.ApplicationId, proposal.Version, proposal.TerritoryId, envelope.Id, proposal.Call,
        proposal.BeneficiaryCommune, null, [], proposal.BeneficiaryCommune,
        proposal.Communes ?? [proposal.BeneficiaryCommune], proposal.Version, proposal.Population,
        envelope.Rates.For(proposal.Population), null, null, null, null, null, "", GrantState.Reserved, now, now, 1);

    /// <summary>The same new grant of who applies now, when that was heard of before the proposal.</summary>
    public Grant Of(HeardOf heard) => heard.Communes is { } communes && heard.ApplicantVersion > ApplicantVersion
        ? this with { Communes = communes, LeadCommune = communes[0], ApplicantVersion = heard.ApplicantVersion }
        : this;

    /// <summary>Who receives what is paid at that instant.</summary>
    public (string Commune, string? Siret) BeneficiaryAt(DateTimeOffset time) =>
        BeneficiaryChanges.LastOrDefault(change => change.EffectiveTime <= time) is { } change
            ? (change.Commune, change.Siret)
            : (BeneficiaryCommune, BeneficiarySiret);

    /// <summary>Who receives the money in the end.</summary>
    public string LatestBeneficiary => BeneficiaryChanges.LastOrDefault()?.Commune ?? BeneficiaryCommune;

    /// <summary>Refuses what needs another state.</summary>
    public void Require(params GrantState[] allowed)
    {
        if (!allowed.Contains(State))
            throw Errors.WrongState(this, allowed);
    }

    /// <summary>Refuses to promise a payment of a grant that ended.</summary>
    public void RequireCommitted()
    {
        if (State != GrantState.Committed)
            throw Errors.GrantNotCommitted(this);
    }

    /// <summary>The instalments that were cancelled since.</summary>
    public IEnumerable<Instalment> CancelledSince(Grant before) => Instalments.Zip(before.Instalments)
        .Where(pair => pair.First.State != pair.Second.State && pair.First.State == InstalmentState.Cancelled)
        .Select(pair => pair.First);

    /// <summary>Tells that nothing of it is left to pay.</summary>
    public GrantCompleted Completed() => new(Id, Application, Territory, Envelope, UpdateTime, Version);

    /// <summary>Tells that an instalment is paid.</summary>
    public InstalmentPaid Paid(Instalment one) => new(
        Id, Application, Territory, one.Number, EnumText.Of(one.Kind), one.Year, one.Cents, one.UpdateTime,
        one.Version);

    /// <summary>Tells that the payment of an instalment came back.</summary>
    public InstalmentReturned Returned(Instalment one) => new(
        Id, Application, Territory, one.Number, EnumText.Of(one.Kind), one.Year, one.Cents, one.UpdateTime,
        one.Version);

    /// <summary>Everybody may know of it, and the time for its agreement runs; does nothing again.</summary>
    public Grant Announce(DateTimeOffset time, int agreementMonths, DateTimeOffset now) => AnnounceTime is not null
        ? this
        : Changed(now) with
        {
            AnnounceTime = time,
            AgreementDeadlineTime = State == GrantState.Reserved
                ? BudgetYears.MonthsAfter(time, agreementMonths)
                : null,
        };

    /// <summary>The agreement is signed.</summary>
    public Grant Commit(Agreement agreement, string siret, DateTimeOffset now)
    {
        // The agreement names whom it is paid to now, which may be another commune than at the choice.
        var current = BeneficiaryChanges.LastOrDefault(change => change.EffectiveTime <= now);
        var committed = From(now, GrantState.Reserved) with
        {
            State = AgreementDeadlineTime is { } deadline && deadline < now
                ? throw Errors.DeadlinePassed(deadline)
                : GrantState.Committed,
            Agreement = agreement,
            BeneficiarySiret = current is null ? siret : BeneficiarySiret,
            BeneficiaryChanges =
                [.. BeneficiaryChanges.Select(change => change == current ? change with { Siret = siret } : change)],
        };
        return committed with { Instalments = Instalment.Plan(committed, now) };
    }

    /// <summary>The cooperation started: dates what is to be paid.</summary>
    public Grant Start(DateTimeOffset start, DateTimeOffset now) => Changed(now) with
    {
        StartTime = start,
        Instalments =
        [
            .. Instalments.Select(one =>
                one is { State: InstalmentState.Planned, DueTime: null } ? one.Date(start, now) : one),
        ],
    };

    /// <summary>What its envelope holds for it: all of it, or what of its instalments is neither paid nor
    /// cancelled.</summary>
    public long HeldCents => State == GrantState.Reserved
        ? Amounts.TotalCents
        : Instalments.Where(one => one.IsOpen).Sum(one => one.Cents);

    /// <summary>Given back before the cooperation started.</summary>
    public Grant Release(string reason, DateTimeOffset now) =>
        From(now, GrantState.Reserved, GrantState.Committed) with
        {
            State = StartTime is null ? GrantState.Released : throw Errors.WrongState(this, GrantState.Reserved),
            ReleaseReason = reason,
            Instalments = CancelAll(reason, now),
        };

    /// <summary>Ended early, after the agreement: what is not ordered yet is cancelled. One of which all is paid stays
    /// as it is, unless the bank sends something back.</summary>
    public Grant Terminate(DateTimeOffset time, DateTimeOffset now) =>
        From(now, GrantState.Committed, GrantState.Completed) with
        {
            State = State == GrantState.Completed ? GrantState.Completed : GrantState.Terminated,
            TerminateTime = time,
            Instalments = CancelAll("", now),
        };

    /// <summary>Changes one instalment; the grant is complete when nothing of it is left to pay.</summary>
    public Grant Change(int number, Func<Instalment, Instalment> change, DateTimeOffset now)
    {
        IReadOnlyList<Instalment> instalments =
            [.. Instalments.Select(one => one.Number == number ? change(one) : one)];
        var state = State is not (GrantState.Committed or GrantState.Completed) ? State
            : !instalments.Any(one => one.IsOpen) ? GrantState.Completed
            : TerminateTime is not null ? GrantState.Terminated
            : GrantState.Committed;
        return (state == State ? this : Changed(now) with { State = state }) with { Instalments = instalments };
    }

    /// <summary>Another commune receives the money from some day on; not while a payment is on its way.</summary>
    public Grant ChangeBeneficiary(BeneficiaryChange change, DateTimeOffset now) =>
        (Instalments.FirstOrDefault(one => one.State == InstalmentState.Ordered) is { } ordered
            ? throw Errors.WrongState(ordered, Enum.GetValues<InstalmentState>().Except([InstalmentState.Ordered]))
            : From(now, GrantState.Reserved, GrantState.Committed)) with
        {
            BeneficiaryChanges =
                [.. BeneficiaryChanges.Where(one => one.EffectiveTime < change.EffectiveTime), change],
        };

    /// <summary>Other communes take part, or another one leads; whom the money is paid to somebody decides.</summary>
    public Grant ChangeApplicant(IReadOnlyList<string> communes, long version, DateTimeOffset now) =>
        version <= ApplicantVersion
            ? this
            : Changed(now) with { Communes = communes, LeadCommune = communes[0], ApplicantVersion = version };

    private List<Instalment> CancelAll(string reason, DateTimeOffset now) => [.. Instalments.Select(one =>
        one.State is InstalmentState.Planned or InstalmentState.Certified ? one.Cancel(reason, now) : one)];

    private Grant From(DateTimeOffset now, params GrantState[] allowed) =>
        allowed.Contains(State) ? Changed(now) : throw Errors.WrongState(this, allowed);

    private Grant Changed(DateTimeOffset now) => this with { UpdateTime = now, Version = Version + 1 };
}
