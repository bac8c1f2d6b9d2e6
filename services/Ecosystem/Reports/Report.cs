using System.Globalization;

namespace ProjetK.Ecosystem;

/// <summary>What a territory tells of one year of its cooperation.</summary>
internal sealed record Report(
    Guid Id,
    Guid Territory,
    int Year,
    Guid Application,
    ReportState State,
    DateTimeOffset DueTime,
    ReportContent Content,
    string RequestedChanges,
    Waiver? Waiver,
    DateTimeOffset? SubmitTime,
    DateTimeOffset? AcceptTime,
    DateTimeOffset? AnnounceTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/reports/{year}";

    /// <summary>For how many years a cooperation reports.</summary>
    public const int Years = 3;

    public string Name =>
        string.Create(CultureInfo.InvariantCulture, $"{Ecosystem.Territory.NameOf(Territory)}/reports/{Year}");

    /// <summary>The reports that a cooperation owes, each at the anniversary of its start.</summary>
    public static IEnumerable<Report> Plan(Guid territory, Guid application, DateTimeOffset start, DateTimeOffset now) =>
        Enumerable.Range(1, Years).Select(year => new Report(
            Guid.CreateVersion7(), territory, year, application, ReportState.Due, start.AddYears(year),
            ReportContent.Empty, "", null, null, null, null, now, 1));

    /// <summary>True when it is still to be sent and the time is over.</summary>
    public bool IsOverdue(DateTimeOffset now) => IsToBeSent && now >= DueTime;

    /// <summary>Why nothing can be written into it now; null when it can.</summary>
    public DomainException? WritingRefusal => IsToBeSent
        ? null
        : Errors.WrongState(Name, State, ReportState.Due, ReportState.ChangesRequested);

    public Report Submit(ReportContent content, DateTimeOffset now)
    {
        if (WritingRefusal is { } refusal)
            throw refusal;
        return Change(ReportState.Submitted, now) with
        {
            Content = content,
            RequestedChanges = "",
            Waiver = null,
            SubmitTime = now,
        };
    }

    public Report RequestChanges(string reason, DateTimeOffset now)
    {
        Require(ReportState.Submitted);
        return Change(ReportState.ChangesRequested, now) with { RequestedChanges = reason };
    }

    public Report Accept(DateTimeOffset now)
    {
        Require(ReportState.Submitted);
        return Change(ReportState.Accepted, now) with { AcceptTime = now, Waiver = null };
    }

    /// <summary>More time; it is told of again before the new time.</summary>
    public Report Extend(DateTimeOffset dueTime, DateTimeOffset now)
    {
        Require(ReportState.Due, ReportState.ChangesRequested);
        if (dueTime <= DueTime || dueTime <= now)
            throw CommonErrors.InvalidField("due_time", "must be later than before, and not over yet.");
        return Change(State, now) with { DueTime = dueTime, AnnounceTime = null };
    }

    /// <summary>The first manager asks to do without it, the second one does.</summary>
    public Report Waive(string author, string reason, DateTimeOffset now)
    {
        Require(ReportState.Due, ReportState.Submitted, ReportState.ChangesRequested);
        if (Waiver is null)
            return Change(State, now) with { Waiver = new(author, reason, now) };
        if (Waiver.Author == author)
            throw Errors.SecondPersonRequired();
        return Change(ReportState.Waived, now) with { Waiver = Waiver with { Author = null }, AcceptTime = now };
    }

    /// <summary>Whoever asked to do without it was erased: the next is another.</summary>
    public Report ForgetAuthor() =>
        Waiver is null ? this : this with { Waiver = Waiver with { Author = null }, Version = Version + 1 };

    /// <summary>That it is due was told.</summary>
    public Report Announce(DateTimeOffset now) => this with { AnnounceTime = now, Version = Version + 1 };

    private bool IsToBeSent => State is ReportState.Due or ReportState.ChangesRequested;

    private Report Change(ReportState state, DateTimeOffset now) =>
        this with { State = state, UpdateTime = now, Version = Version + 1 };

    private void Require(params ReportState[] states)
    {
        if (!states.Contains(State))
            throw Errors.WrongState(Name, State, [.. states.Cast<Enum>()]);
    }
}

/// <summary>What is told.</summary>
internal sealed record ReportContent(string Summary, string Achievements, string Difficulties, string NextSteps)
{
    public static ReportContent Empty { get; } = new("", "", "", "");
}

/// <summary>The wish to do without a report; its author until they are erased, or it is done.</summary>
internal sealed record Waiver(string? Author, string Reason, DateTimeOffset Time);

/// <summary>Where a report stands; numbered as on the wire.</summary>
internal enum ReportState
{
    Due = 1,
    Submitted = 2,
    ChangesRequested = 3,
    Accepted = 4,
    Waived = 5,
}
