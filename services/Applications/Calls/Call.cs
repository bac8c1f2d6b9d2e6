using ProjetK.Auth.V1;

namespace ProjetK.Applications;

/// <summary>One wave of the appel à coopération: its rules, and where it stands at an instant.</summary>
internal sealed partial record Call
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string Summary { get; init; } = "";
    public string RulesDocument { get; init; } = "";
    public int MinPopulation { get; init; } = 800;
    public int MaxPopulation { get; init; } = 1500;
    public PopulationBasis Basis { get; init; } = PopulationBasis.Municipale;

    /// <summary>The census year of the figures that count; null before publication: the latest.</summary>
    public int? Vintage { get; init; }

    public required DateTimeOffset IntentOpenTime { get; init; }
    public required DateTimeOffset IntentDeadlineTime { get; init; }
    public required DateTimeOffset EngagementDeadlineTime { get; init; }
    public required DateTimeOffset DeliberationDeadlineTime { get; init; }
    public DateTimeOffset? SelectionTime { get; init; }
    public int CooperationMinMonths { get; init; } = 6;
    public int CooperationMaxMonths { get; init; } = 12;
    public int Places { get; init; } = 1;
    public IReadOnlyList<Criterion> Criteria { get; init; } = Criterion.Prerequisites;
    public int MinReviews { get; init; }
    public Involvement Involvement { get; init; } = new(1, 1, 1);
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>INSEE codes of the communes that may apply; empty: those that the syndicate serves.</summary>
    public IReadOnlyList<string> Perimeter { get; init; } = [];

    public string? PreviousCall { get; init; }
    public LegalNotices LegalNotices { get; init; } = LegalNotices.None;
    public DateTimeOffset? PublishTime { get; init; }
    public DateTimeOffset? AnnounceTime { get; init; }
    public DateTimeOffset? CloseTime { get; init; }
    public required DateTimeOffset CreateTime { get; init; }
    public required DateTimeOffset UpdateTime { get; init; }
    public long Version { get; init; } = 1;

    public string Name => $"calls/{Id}";

    /// <summary>What the weights of the criteria add up to.</summary>
    public int TotalWeight => Criteria.Sum(criterion => criterion.Weight);

    /// <summary>The first instant at which no letter of intent is accepted any more.</summary>
    public DateTimeOffset IntentEnd => EndOf(IntentDeadlineTime);

    /// <summary>The first instant at which no letter of engagement is accepted any more.</summary>
    public DateTimeOffset EngagementEnd => EndOf(EngagementDeadlineTime);

    /// <summary>The first instant at which the council's délibération comes too late.</summary>
    public DateTimeOffset DeliberationEnd => EndOf(DeliberationDeadlineTime);

    /// <summary>The last second for a letter or for the délibération.</summary>
    public DateTimeOffset DeadlineOf(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Intent => IntentDeadlineTime,
        DeadlineKind.Engagement => EngagementDeadlineTime,
        DeadlineKind.Deliberation => DeliberationDeadlineTime,
    };

    /// <summary>A call that is not published exists for managers only.</summary>
    public bool IsVisibleTo(Caller caller) => PublishTime is not null || caller.Has(Access.Types.Role.Manager);

    /// <summary>Whether a commune may apply: by the call's own perimeter, else by the syndicate's. To be confirmed
    /// where only a part of it, since merged into it, is named.</summary>
    public PerimeterStatus StatusOf(Commune commune)
    {
        if (Perimeter.Count == 0)
            return commune.Perimeter;
        if (Perimeter.Contains(commune.Code))
            return PerimeterStatus.In;
        return commune.Predecessors.Any(Perimeter.Contains) ? PerimeterStatus.ToBeConfirmed : PerimeterStatus.Out;
    }

    /// <summary>INSEE codes of those that may apply for certain.</summary>
    public IEnumerable<string> Inside(IEnumerable<Commune> communes) =>
        communes.Where(commune => StatusOf(commune) == PerimeterStatus.In).Select(commune => commune.Code);

    /// <summary>Where the call stands at that instant. <see cref="CallTable"/> says the same in SQL.</summary>
    public CallPhase Phase(DateTimeOffset now) => this switch
    {
        { CloseTime: not null } => CallPhase.Closed,
        { PublishTime: null } => CallPhase.Draft,
        { AnnounceTime: not null } => CallPhase.Cooperation,
        _ when now < IntentOpenTime => CallPhase.Announced,
        _ when now < IntentEnd => CallPhase.Intent,
        _ when now < EngagementEnd => CallPhase.Engagement,
        _ => CallPhase.Selection,
    };

    /// <summary>The call with other rules; only before publication.</summary>
    public Call Update(Call rules, DateTimeOffset now)
    {
        if (Phase(now) != CallPhase.Draft)
            throw CallErrors.WrongState(this, now, CallPhase.Draft);
        return rules with { Id = Id, CreateTime = CreateTime, UpdateTime = now, Version = Version + 1 };
    }

    /// <summary>The call made public: its rules and the census figures that count are fixed.</summary>
    public Call Publish(int vintage, DateTimeOffset now)
    {
        if (Phase(now) != CallPhase.Draft)
            throw CallErrors.WrongState(this, now, CallPhase.Draft);
        var violations = new Violations();
        Check(violations);
        LegalNotices.Require(violations);
        violations.Require(now < EngagementEnd, "call.engagement_deadline_time",
            "must not have passed already: nobody could apply.");
        violations.ThrowIfAny();
        return this with { Vintage = vintage, PublishTime = now, UpdateTime = now, Version = Version + 1 };
    }

    /// <summary>The call ended; <paramref name="waiting"/> counts the applications of it that still wait for a
    /// decision, by their state.</summary>
    public Call Close(IReadOnlyDictionary<string, int> waiting, DateTimeOffset now)
    {
        if (Phase(now) is CallPhase.Draft or CallPhase.Closed)
            throw CallErrors.WrongState(this, now, [.. Enum.GetValues<CallPhase>()[1..^1]]);
        if (waiting.Count > 0)
            throw CallErrors.DecisionsMissing(this, now, waiting);
        return this with { CloseTime = now, UpdateTime = now, Version = Version + 1 };
    }

    // A deadline is written to the second, and that second belongs to it.
    internal static DateTimeOffset EndOf(DateTimeOffset deadline) =>
        deadline.AddTicks(TimeSpan.TicksPerSecond - deadline.Ticks % TimeSpan.TicksPerSecond);
}

/// <summary>Where a call stands. The numbers are those of the contract.</summary>
internal enum CallPhase { Draft = 1, Announced, Intent, Engagement, Selection, Cooperation, Closed }
