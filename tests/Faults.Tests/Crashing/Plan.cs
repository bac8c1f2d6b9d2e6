using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

/// <summary>What a seed decides of one play: which services die in it and at which passages of which points, who takes
/// part, who gives up and when.</summary>
internal sealed record Plan
{
    private static readonly State[] Leaving =
    [
        State.IntentSubmitted, State.Preparation, State.EngagementSubmitted, State.UnderReview, State.SelectionPending,
        State.Selected,
    ];

    // How often Applications, Funding, Ecosystem and Identity pass a point in even the shortest play.
    private static readonly Dictionary<string, int[]> Passages = new()
    {
        ["BeforeTransaction"] = [15, 4, 9, 3],
        ["InBatch"] = [16, 9, 12, 6],
        ["AfterCommit"] = [13, 4, 9, 3],
        ["RelayAfterClaim"] = [4, 2, 2, 1],
        ["RelayBeforeConfirm"] = [6, 3, 4, 1],
        ["RelayBeforeDelete"] = [4, 2, 2, 1],
        ["ConsumerBeforeCommit"] = [3, 6, 5, 1],
        ["ConsumerAfterCommit"] = [3, 6, 5, 1],
        ["ConsumerBeforeAcknowledgement"] = [3, 6, 5, 1],
        // It takes all at once when they lie there together.
        ["MoverBeforeAcknowledgement"] = [1, 1, 1, 1],
    };

    private Plan(int seed, int part, Random random, string[] points)
    {
        (Seed, Part) = (seed, part);
        var services = Enumerable.Range(0, Databases.Services.Count).ToArray();
        random.Shuffle(services);
        Crashes =
        [
            .. points.Zip(services, (point, service) => new Crash(
                point, Databases.Services[service], random.Next(Passages[point][service]) + 1)),
        ];
        var communes = Journeys.Communes.ToArray();
        random.Shuffle(communes);
        Communes = communes[..random.Next(2, 5)];
        LeavesAt = Leaving[random.Next(Leaving.Length)];
        TriesTooEarly = random.Next(2) == 0;
        PoisonsAt = random.Next(3);
    }

    /// <summary>The plays of a seed: in each some services die, once each; in all of them each point has its
    /// death.</summary>
    public static IReadOnlyList<Plan> Of(int seed)
    {
        var random = new Random(seed);
        var points = Passages.Keys.ToArray();
        random.Shuffle(points);
        return [.. points.Chunk(Databases.Services.Count).Select((some, part) => new Plan(seed, part, random, some))];
    }

    public int Seed { get; }

    public int Part { get; }

    public IReadOnlyList<Crash> Crashes { get; init; }

    /// <summary>The first finds too little money at first, the second gives up, the others are simply chosen.</summary>
    public IReadOnlyList<string> Communes { get; }

    public State LeavesAt { get; }

    /// <summary>Whether the refused request is one that comes too early, or one too late.</summary>
    public bool TriesTooEarly { get; }

    /// <summary>The act in which messages come that nobody can handle.</summary>
    public int PoisonsAt { get; }

    /// <summary>The service for which they come: the one that dies of moving them, if one does.</summary>
    public string? Poisoned => Crashes.FirstOrDefault(crash => crash.Point == "MoverBeforeAcknowledgement")?.Service;

    public int Poisons => Poisoned is null ? 0 : 3;
}
