namespace ProjetK.Ecosystem;

/// <summary>Where actors live and build together. It outlives its candidacies.</summary>
internal sealed record Territory(
    Guid Id,
    string DisplayName,
    IReadOnlyList<string> Communes,
    int Population,
    Profile Profile,
    Stage Stage,
    string? Call,
    Guid? Application,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}";

    private static readonly Enum[] Awake = [Stage.Candidate, Stage.Cooperating, Stage.Open, Stage.Partner];

    public string Name => NameOf(Id);

    public static string NameOf(Guid id) => $"territories/{id}";

    /// <summary>A territory whose first letter was just accepted.</summary>
    public static Territory Open(Guid id, AcceptedIntent intent, Stage stage, DateTimeOffset now) => new(
        id, intent.DisplayName, intent.Communes, intent.Population, Profile.Empty with { Values = intent.Values },
        stage, intent.Call, intent.Application, now, now, 1);

    /// <summary>A cooperating territory elsewhere.</summary>
    public static Territory Register(
        Guid id, string displayName, IReadOnlyList<string> communes, int population, Profile profile,
        DateTimeOffset now) =>
        new(id, displayName, communes, population, profile, Stage.Partner, null, null, now, now, 1);

    /// <summary>What matching compares of it.</summary>
    public MatchProfile ToMatchProfile() =>
        MatchProfile.Of(Id, DisplayName, Profile, Contours.Centre(Communes), Population);

    /// <summary>The same territory by what it says of itself.</summary>
    public Territory Describe(Profile profile, DateTimeOffset now) =>
        this with { Profile = profile, UpdateTime = now, Version = Version + 1 };

    /// <summary>The same territory under another letter: what its actors said of themselves stays.</summary>
    public Territory Follow(AcceptedIntent intent, Stage stage, DateTimeOffset now) => this with
    {
        DisplayName = intent.DisplayName,
        Communes = intent.Communes,
        Population = intent.Population,
        Profile = Profile with { Values = intent.Values },
        Stage = stage,
        Call = intent.Call,
        Application = intent.Application,
        UpdateTime = now,
        Version = Version + 1,
    };

    public Territory Reach(Stage stage, DateTimeOffset now) =>
        this with { Stage = stage, UpdateTime = now, Version = Version + 1 };

    /// <summary>The same territory of other communes, or with other inhabitants.</summary>
    public Territory Follow(IReadOnlyList<string> communes, int population, DateTimeOffset now) =>
        this with { Communes = communes, Population = population, UpdateTime = now, Version = Version + 1 };

    /// <summary>Refuses to let people accompany a territory that sleeps, or one elsewhere.</summary>
    public void RequireSupportable()
    {
        if (Stage is Stage.Dormant or Stage.Partner)
            throw Errors.WrongState(Name, Stage, Stage.Candidate, Stage.Cooperating, Stage.Open);
    }

    /// <summary>Refuses what only a cooperating territory elsewhere has.</summary>
    public void RequirePartner()
    {
        if (Stage != Stage.Partner)
            throw Errors.WrongState(Name, Stage, Stage.Partner);
    }

    /// <summary>Refuses what a dormant territory does not take part in.</summary>
    public static void RequireAwake(Guid id, Stage stage)
    {
        if (stage == Stage.Dormant)
            throw Errors.WrongState(NameOf(id), stage, Awake);
    }
}

/// <summary>What a territory stands for.</summary>
internal sealed record Profile(
    IReadOnlyList<string> Values,
    IReadOnlyList<string> Dynamics,
    IReadOnlyList<string> Offers,
    IReadOnlyList<string> Seeks,
    string Ambition)
{
    public static Profile Empty { get; } = new([], [], [], [], "");
}

/// <summary>What an accepted letter of intent says of its territory.</summary>
internal sealed record AcceptedIntent(
    Guid Application,
    string Call,
    string DisplayName,
    IReadOnlyList<string> Communes,
    int Population,
    IReadOnlyList<string> Values);

/// <summary>How far a territory is; numbered as on the wire.</summary>
internal enum Stage
{
    Candidate = 1,
    Cooperating = 2,
    Open = 3,
    Dormant = 4,
    Partner = 5,
}
