using System.Text.Json.Serialization;

namespace ProjetK.Applications;

/// <summary>What came out of a decision; the numbers are those of the contract.</summary>
internal enum Outcome { None, Selected, Waitlisted, Rejected, Ineligible, FundsRefused, Terminated, Reinstated }

/// <summary>What the syndicate decided on an application, and why. Only the syndicate knows until
/// <paramref name="AnnounceTime"/>; others know of <paramref name="Before"/> still.</summary>
internal sealed record Decision(
    Outcome Outcome, string Reason, string PublicReason, DateTimeOffset DecideTime, Guid? GrantId = null,
    Decision? Before = null, DateTimeOffset? AnnounceTime = null)
{
    /// <summary>What the jury thought when it was decided; none where it did not ask the jury.</summary>
    public IReadOnlyList<MeanScore> Scores { get; init; } = [];

    /// <summary>When the decisions before this one were taken that became known, the oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Heard { get; init; } = [];

    /// <summary>When the decisions were taken that became known, this one among them.</summary>
    [JsonIgnore]
    public IReadOnlyList<DateTimeOffset> HeardTimes =>
        AnnounceTime is not null ? [.. Heard, DecideTime] : Before?.HeardTimes ?? Heard;

    /// <summary>The latest decision that was announced, if any. That there was no money for a choice never
    /// is.</summary>
    [JsonIgnore]
    public Decision? Announced => AnnounceTime is null ? Before?.Announced : this with { Before = null };

    /// <summary>What was decided on the application itself: that there was no money for a choice is no judgement of
    /// it.</summary>
    [JsonIgnore]
    public Decision? Judgement => Outcome == Outcome.FundsRefused ? Before : this;

    /// <summary>True while there is something to announce.</summary>
    [JsonIgnore]
    public bool WaitsToBeTold => AnnounceTime is null
        && (Outcome != Outcome.FundsRefused || Before is { WaitsToBeTold: true });

    /// <summary>The decision, announced.</summary>
    public Decision Told(DateTimeOffset now) => Outcome == Outcome.FundsRefused
        ? this with { Before = Before?.Told(now) }
        : this with { AnnounceTime = AnnounceTime ?? now, Before = null };
}

/// <summary>A choice whose money is asked for; the answer of Funding must carry the same id.
/// <paramref name="ReleasedGrantId"/> is a grant that was given back before it was known here;
/// <paramref name="AnnounceTime"/> is that of a decision that was announced before anybody kept it here.</summary>
internal sealed record Proposal(
    Guid Id, string Reason, string PublicReason, Guid? ReleasedGrantId = null, DateTimeOffset? AnnounceTime = null);
