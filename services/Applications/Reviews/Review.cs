namespace ProjetK.Applications;

/// <summary>What one member of the jury thinks of an application.</summary>
internal sealed record Review
{
    public const int HighestScore = 5;

    public required Guid Id { get; init; }
    public required Guid ApplicationId { get; init; }

    /// <summary>Who reviews; null for a person who was erased.</summary>
    public required Guid? Reviewer { get; init; }

    public ReviewState State { get; init; } = ReviewState.Assigned;
    public bool Conflict { get; init; }
    public IReadOnlyList<Score> Scores { get; init; } = [];

    /// <summary>What the scores add up to with the weights of the call; while it is submitted.</summary>
    public long? Points { get; init; }

    /// <summary>Why it is void, or was last returned.</summary>
    public string Reason { get; init; } = "";

    public required DateTimeOffset CreateTime { get; init; }
    public required DateTimeOffset UpdateTime { get; init; }
    public DateTimeOffset? SubmitTime { get; init; }
    public long Version { get; init; } = 1;

    /// <summary>Somebody is asked to review.</summary>
    public static Review Assign(Guid application, Guid reviewer, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        ApplicationId = application,
        Reviewer = reviewer,
        CreateTime = now,
        UpdateTime = now,
    };

    /// <summary>The reviewer begins, without a conflict of interest.</summary>
    public Review Start(DateTimeOffset now) => Advance(ReviewState.Started, now, ReviewState.Assigned);

    /// <summary>Kept as far as it is written.</summary>
    public Review Save(IReadOnlyList<Score> scores, DateTimeOffset now) =>
        Advance(ReviewState.Started, now, ReviewState.Started) with { Scores = scores };

    /// <summary>Handed in: from now on it counts. Every criterion needs a score; 0 is one.</summary>
    public Review Submit(IReadOnlyList<Criterion> criteria, DateTimeOffset now)
    {
        var submitted = Advance(ReviewState.Submitted, now, ReviewState.Started);
        var missing = criteria.Where(criterion => ScoreOf(criterion) is null).ToList();
        if (missing.Count > 0)
            throw ReviewErrors.ScoresMissing(missing);
        return submitted with
        {
            Points = criteria.Sum(criterion => (long)criterion.Weight * ScoreOf(criterion)!.Value),
            SubmitTime = now,
        };
    }

    /// <summary>Given back to the reviewer: it counts again once it is submitted again.</summary>
    public Review Return(string reason, DateTimeOffset now) =>
        Advance(ReviewState.Started, now, ReviewState.Submitted) with { Reason = reason };

    /// <summary>The reviewer is not to judge this application.</summary>
    public Review DeclareConflict(string reason, DateTimeOffset now) =>
        Unassign(reason, now) with { Conflict = true };

    /// <summary>Taken out of the jury's hands.</summary>
    public Review Unassign(string reason, DateTimeOffset now) =>
        Advance(ReviewState.Void, now, ReviewState.Assigned, ReviewState.Started, ReviewState.Submitted) with
        {
            Reason = reason,
        };

    /// <summary>Its reviewer was erased: what was handed in stays and counts, everything else is void. The words of a
    /// conflict may tell who it was.</summary>
    public Review Forget(DateTimeOffset now) => (State is ReviewState.Assigned or ReviewState.Started
        ? Unassign("", now)
        : this with { UpdateTime = now, Version = Version + 1 }) with
    {
        Reviewer = null,
        Reason = "",
    };

    /// <summary>The score by a criterion; null while there is none.</summary>
    public int? ScoreOf(Criterion criterion) =>
        Scores.FirstOrDefault(score => score.Criterion == criterion.Id)?.Value;

    private Review Advance(ReviewState to, DateTimeOffset now, params ReviewState[] from) => from.Contains(State)
        ? this with { State = to, Points = null, SubmitTime = null, UpdateTime = now, Version = Version + 1 }
        : throw ReviewErrors.WrongState(State, from);
}

/// <summary>How an application does by one criterion, and what shows it; null while the reviewer does not know.</summary>
internal sealed record Score(string Criterion, int? Value, string Evidence);

/// <summary>What reviews say of one criterion together, 0 to 5.</summary>
internal sealed record MeanScore(string Criterion, double Mean);

/// <summary>Where a review stands. The numbers are those of the contract.</summary>
internal enum ReviewState { Assigned = 1, Started, Submitted, Void }
