namespace ProjetK.Ecosystem;

/// <summary>A step on the road to the opening of the place.</summary>
internal sealed record Milestone(
    Guid Id,
    Guid Territory,
    string DisplayName,
    string Description,
    DateTimeOffset DueTime,
    DateTimeOffset? ReachTime,
    DateTimeOffset CreateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/milestones/{milestone}";

    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/milestones/{Id}";

    public bool IsLate(DateTimeOffset now) => (ReachTime ?? now) > DueTime;

    /// <summary>Another name, time or description; not once it was reached.</summary>
    public Milestone Change(string displayName, string description, DateTimeOffset dueTime) => ReachTime is null
        ? this with { DisplayName = displayName, Description = description, DueTime = dueTime, Version = Version + 1 }
        : throw Errors.MilestoneReached(Name);

    public Milestone Reach(DateTimeOffset time, DateTimeOffset now)
    {
        if (ReachTime is not null)
            throw Errors.MilestoneReached(Name);
        if (time > now)
            throw CommonErrors.InvalidField("reach_time", "must not be in the future.");
        return this with { ReachTime = time, Version = Version + 1 };
    }

    public V1.Milestone ToProto(DateTimeOffset now) => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        Description = Description,
        DueTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(DueTime),
        ReachTime = ReachTime is { } time
            ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time)
            : null,
        Late = IsLate(now),
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(CreateTime),
        Etag = Etag.From(Version),
    };
}
