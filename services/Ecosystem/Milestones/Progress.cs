using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Ecosystem;

/// <summary>How far a territory is on its road to the opening.</summary>
internal sealed record Progress(
    Guid Territory, Cooperation? Cooperation, CallTerms? Terms, IReadOnlyList<Milestone> Milestones)
{
    /// <summary>When the place may open at the earliest and is to be open at the latest.</summary>
    public (DateTimeOffset Earliest, DateTimeOffset Latest)? OpenTimes =>
        Cooperation?.StartTime is { } start && Terms is not null
            ? (start.AddMonths(Terms.MinMonths), start.AddMonths(Terms.MaxMonths))
            : null;

    /// <summary>True when the place was not open in time.</summary>
    public bool IsLate(DateTimeOffset now) =>
        OpenTimes is var (_, latest) && Cooperation?.EndTime is null && (Cooperation?.OpenTime ?? now) > latest;

    public V1.Progress ToProto(DateTimeOffset now) => new()
    {
        Territory = Ecosystem.Territory.NameOf(Territory),
        Call = Cooperation is null ? "" : $"calls/{Cooperation.Call}",
        StartTime = Cooperation?.StartTime?.ToTimestamp(),
        EarliestOpenTime = OpenTimes?.Earliest.ToTimestamp(),
        LatestOpenTime = OpenTimes?.Latest.ToTimestamp(),
        OpenTime = Cooperation?.OpenTime?.ToTimestamp(),
        Late = IsLate(now),
        Milestones = Milestones.Count,
        ReachedMilestones = Milestones.Count(milestone => milestone.ReachTime is not null),
        LateMilestones = Milestones.Count(milestone => milestone.IsLate(now)),
        NextMilestone = Milestones.FirstOrDefault(milestone => milestone.ReachTime is null)?.Name ?? "",
    };
}
