namespace ProjetK.Applications;

/// <summary>One candidacy in one call, from the first « ça m'intéresse » to the opened place.</summary>
internal sealed partial record Application
{
    public required Guid Id { get; init; }

    /// <summary>The call with its rules: what is possible, and until when, is asked of it.</summary>
    public required Call Call { get; init; }

    public required Applicant Applicant { get; init; }
    public required Population Population { get; init; }
    public required DateTimeOffset CreateTime { get; init; }
    public required DateTimeOffset UpdateTime { get; init; }
    public long Version { get; init; } = 1;
    public ApplicationState State { get; init; } = ApplicationState.Draft;
    public string? Reference { get; init; }
    public Contacts Contacts { get; init; } = Contacts.None;
    public Project Project { get; init; } = new();
    public Letter Intent { get; init; } = Letter.Empty;
    public Letter Engagement { get; init; } = Letter.Empty;
    public GrantEstimate? GrantEstimate { get; init; }
    public Decision? Decision { get; init; }
    public Proposal? Proposal { get; init; }
    public Guid? TerritoryId { get; init; }
    public Guid? PreviousId { get; init; }
    public string WithdrawalReason { get; init; } = "";

    /// <summary>What its submitted reviews add up to; they keep it, no step of the application does.</summary>
    public Standing Standing { get; init; }

    /// <summary>What the scores of those reviews add up to, by criterion.</summary>
    public IReadOnlyDictionary<string, int> CriterionPoints { get; init; } = new Dictionary<string, int>();

    /// <summary>The mean of those scores by criterion of the call; none without a review.</summary>
    public IReadOnlyList<MeanScore> MeanScores() => Standing.IsRanked
        ? [.. Call.Criteria.Select(criterion => new MeanScore(
            criterion.Id, (double)CriterionPoints.GetValueOrDefault(criterion.Id) / Standing.Reviews))]
        : [];

    /// <summary>A decision that waits for its second person, and the last one that was declined.</summary>
    public PendingDecision? PendingDecision { get; init; }
    public PendingDecision? DeclinedDecision { get; init; }

    /// <summary>What the applicant is asked to correct; null where nothing is.</summary>
    public Correction? Correction { get; init; }

    /// <summary>Which member of the grouping is asked to lead it; null where none is.</summary>
    public LeadProposal? LeadProposal { get; init; }

    /// <summary>True once one of its communes merged into another.</summary>
    public bool HasFormerCommune { get; init; }

    /// <summary>More time than the call gives, for this application alone.</summary>
    public OwnDeadlines OwnDeadlines { get; init; } = OwnDeadlines.None;

    /// <summary>As what it is shown to those who do not learn yet what was decided; null where nothing is
    /// hidden.</summary>
    public Shown? Shown { get; init; }

    /// <summary>Where it stood before the state it can be brought back from.</summary>
    public ApplicationState? CameFrom { get; init; }

    /// <summary>The application as it is written down, when it lapsed since; null where nothing of that kind
    /// happened.</summary>
    public Application? Unlapsed { get; init; }

    /// <summary>What its transitions tell other services, the oldest first; announced when it is saved.</summary>
    public IReadOnlyList<object> Events { get; init; } = [];

    /// <summary>Name of the territory it would make, shown to people.</summary>
    public string TerritoryName(IReadOnlyList<Commune> communes) =>
        Applicant.Neighbourhood is { } part
            ? $"{part.Name} ({communes[0].Name})"
            : string.Join(", ", Communes().Select(code => communes.First(commune => commune.Code == code).Name));

    /// <summary>INSEE codes of the communes that take part, the lead first.</summary>
    public IEnumerable<string> Communes() => Applicant.Communes.OrderByDescending(code => code == Applicant.Lead);

    /// <summary>The letter of a kind.</summary>
    public Letter LetterOf(LetterKind kind) => kind switch
    {
        LetterKind.Intent => Intent,
        LetterKind.Engagement => Engagement,
    };
}
