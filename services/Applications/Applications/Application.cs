namespace ProjetK.Applications;

/// <summary>One candidacy in one call, from the first « ça m'intéresse » to the opened place.</summary>
internal sealed partial record Application
{
    public required Guid Id { get; init; }
    public required string Call { get; init; }
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

    /// <summary>Where it stood before the state it can be brought back from.</summary>
    public ApplicationState? CameFrom { get; init; }

    /// <summary>Name of the territory it would make, shown to people.</summary>
    public string TerritoryName(IReadOnlyList<Commune> communes) =>
        Applicant.Neighbourhood is { } part
            ? $"{part.Name} ({communes[0].Name})"
            : string.Join(", ", Communes().Select(code => communes.First(commune => commune.Code == code).Name));

    /// <summary>INSEE codes of the communes that take part, the lead first.</summary>
    public IEnumerable<string> Communes() => Applicant.Communes.OrderByDescending(code => code == Applicant.Lead);

    /// <summary>The RPCs that bring it further, or change it, where it stands now.</summary>
    public IEnumerable<Step> PossibleSteps() => Enum.GetValues<Step>().Where(Allows);

    /// <summary>The letter of a kind.</summary>
    public Letter LetterOf(LetterKind kind) => kind switch
    {
        LetterKind.Intent => Intent,
        LetterKind.Engagement => Engagement,
    };

    private bool Allows(Step step) => StateMachine.From(step).Contains(State);

    private void Require(Step step)
    {
        if (!Allows(step))
            throw Errors.WrongState(State, StateMachine.From(step));
    }

    private Application Advance(Step step, DateTimeOffset now)
    {
        Require(step);
        var next = StateMachine.To(step, State, CameFrom);
        return this with
        {
            State = next,
            CameFrom = next == State ? CameFrom : State,
            Version = Version + 1,
            UpdateTime = now,
        };
    }
}
