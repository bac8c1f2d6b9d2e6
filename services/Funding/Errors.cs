using System.Globalization;

namespace ProjetK.Funding;

/// <summary>Every way in which this service says no, beyond <see cref="CommonErrors"/>.</summary>
internal static class Errors
{
    /// <summary>What violations of constraints mean, where two callers met.</summary>
    public static Constraints Constraints { get; } = new Constraints()
        .Refuse(
            "envelopes_pkey",
            () => AlreadyExists("envelopes", "The envelope already exists: choose another envelope_id."))
        .Refuse("payment_references_pkey", () => PaymentReferenceUsed());

    public static DomainException AlreadyExists(string resource, string why) => new(
        StatusCode.AlreadyExists, "ALREADY_EXISTS", why, new Dictionary<string, string> { ["resource"] = resource });

    public static DomainException EnvelopeTaken(string envelope) =>
        AlreadyExists($"envelopes/{envelope}", $"envelopes/{envelope} already exists: choose another envelope_id.");

    public static DomainException CallTaken(string call) =>
        AlreadyExists($"calls/{call}", $"calls/{call} already draws on an envelope: a call draws on one only.");

    public static DomainException EnvelopeBelowCommitments(Envelope envelope, long cents) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_BELOW_COMMITMENTS",
        $"{Euros(envelope.TakenCents)} of envelopes/{envelope.Id} are reserved, committed, paid or recovered: "
        + $"the amount cannot be {Euros(cents)}.",
        new Dictionary<string, string>
        {
            ["envelope"] = $"envelopes/{envelope.Id}",
            ["lowest_cents"] = envelope.TakenCents.ToString(CultureInfo.InvariantCulture),
        });

    public static DomainException EnvelopeExceeded(string envelope, long missingCents) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_EXCEEDED",
        $"{Euros(missingCents)} are missing in envelopes/{envelope}.",
        new Dictionary<string, string>
        {
            ["envelope"] = $"envelopes/{envelope}",
            ["missing_cents"] = missingCents.ToString(CultureInfo.InvariantCulture),
        });

    public static DomainException EnvelopeMissing(string call) => new(
        StatusCode.FailedPrecondition, "ENVELOPE_MISSING", $"calls/{call} draws on no envelope yet: create one.",
        new Dictionary<string, string> { ["call"] = $"calls/{call}" });

    public static DomainException DeadlinePassed(DateTimeOffset deadline) => new(
        StatusCode.FailedPrecondition, "DEADLINE_PASSED",
        string.Create(CultureInfo.InvariantCulture, $"The agreement had to be signed until {deadline.UtcDateTime:u}."),
        new Dictionary<string, string> { ["deadline"] = deadline.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) });

    public static DomainException YearClosed(int year, DateOnly day) => new(
        StatusCode.FailedPrecondition, "YEAR_CLOSED",
        string.Create(CultureInfo.InvariantCulture, $"What happens on {day:yyyy-MM-dd} is not booked in {year}."),
        new Dictionary<string, string>
        {
            ["budget_year"] = year.ToString(CultureInfo.InvariantCulture),
            ["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });

    public static DomainException GrantNotCommitted(Grant grant) => new(
        StatusCode.FailedPrecondition, "GRANT_NOT_COMMITTED",
        $"grants/{grant.Id} is {EnumText.Of(grant.State)}: its agreement must be signed first.",
        new Dictionary<string, string> { ["state"] = EnumText.Of(grant.State), ["grant"] = $"grants/{grant.Id}" });

    public static DomainException InstalmentNotDue(Instalment instalment) => new(
        StatusCode.FailedPrecondition, "INSTALMENT_NOT_DUE",
        instalment.DueTime is { } due
            ? string.Create(CultureInfo.InvariantCulture, $"{Name(instalment)} is not due before {due.UtcDateTime:u}.")
            : $"{Name(instalment)} is not due before the cooperation starts.",
        instalment.DueTime is { } time
            ? new() { ["due_time"] = time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) }
            : new Dictionary<string, string>());

    public static DomainException ReportMissing(Grant grant, int year) => new(
        StatusCode.FailedPrecondition, "REPORT_MISSING",
        $"The report of year {year} must be accepted or waived first.",
        new Dictionary<string, string> { ["report"] = $"territories/{grant.Territory}/reports/{year}" });

    public static DomainException SecondPersonRequired(Instalment instalment) => new(
        StatusCode.FailedPrecondition, "SECOND_PERSON_REQUIRED",
        $"Who certified {Name(instalment)} does not order its payment: somebody else must.",
        new Dictionary<string, string> { ["instalment"] = Name(instalment) });

    public static DomainException PaymentLimitExceeded(Grant grant, Instalment instalment, int year, long missing) =>
        new(StatusCode.FailedPrecondition, "PAYMENT_LIMIT_EXCEEDED",
            $"{Euros(missing)} are missing below the limit of {year} for {EnumText.Of(instalment.Kind)}.",
            new Dictionary<string, string>
            {
                ["envelope"] = $"envelopes/{grant.Envelope}",
                ["budget_year"] = year.ToString(CultureInfo.InvariantCulture),
                ["missing_cents"] = missing.ToString(CultureInfo.InvariantCulture),
            });

    public static DomainException PaymentReferenceUsed() => new(
        StatusCode.AlreadyExists, "PAYMENT_REFERENCE_USED",
        "The number of a mandate, payment or title is used once: this one was.");

    public static DomainException RecoveryExceeded(Instalment instalment, long cents) => new(
        StatusCode.FailedPrecondition, "RECOVERY_EXCEEDED",
        $"{Euros(cents)} cannot be recovered: {Euros(instalment.Cents - instalment.RecoveredCents)} are left of "
            + $"what {Name(instalment)} paid.",
        new Dictionary<string, string>
        {
            ["largest_cents"] =
                (instalment.Cents - instalment.RecoveredCents).ToString(CultureInfo.InvariantCulture),
        });

    public static DomainException WrongState(
        Instalment instalment, IEnumerable<InstalmentState> allowed, string? why = null)
    {
        var states = allowed.Select(state => EnumText.Of(state)).ToList();
        return new(
            StatusCode.FailedPrecondition, "WRONG_STATE",
            $"{Name(instalment)} is {EnumText.Of(instalment.State)}: {why ?? $"this needs {string.Join(" or ", states)}."}",
            new Dictionary<string, string>
            {
                ["state"] = EnumText.Of(instalment.State),
                ["allowed"] = string.Join(",", states),
            });
    }

    public static DomainException WrongState(Grant grant, params GrantState[] allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"grants/{grant.Id} is {EnumText.Of(grant.State)}: this needs "
            + $"{string.Join(" or ", allowed.Select(state => EnumText.Of(state)))}.",
        new Dictionary<string, string>
        {
            ["state"] = EnumText.Of(grant.State),
            ["allowed"] = string.Join(",", allowed.Select(state => EnumText.Of(state))),
        });

    private static string Name(Instalment instalment) =>
        $"grants/{instalment.Grant}/instalments/{instalment.Number}";

    private static string Euros(long cents) =>
        string.Create(CultureInfo.InvariantCulture, $"{cents / 100:N0}.{Math.Abs(cents % 100):00} €");
}
