using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

/// <summary>What a seed decides of one run: whom the crash meets and at which passage of its point, who takes part,
/// who gives up and when.</summary>
internal sealed class Plan
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
        ["MoverBeforeAcknowledgement"] = [MostPoisons, MostPoisons, MostPoisons, MostPoisons],
    };

    private const int MostPoisons = 3;

    public Plan(string point, int seed)
    {
        (Point, Seed) = (point, seed);
        // A string's own hash differs from process to process.
        var random = new Random((1000 * Passages.Keys.ToList().IndexOf(point)) + seed);
        var service = random.Next(Databases.Services.Count);
        Service = Databases.Services[service];
        Passage = random.Next(Passages[point][service]) + 1;
        var communes = Journeys.Communes.ToArray();
        random.Shuffle(communes);
        Communes = communes[..random.Next(2, 5)];
        LeavesAt = Leaving[random.Next(Leaving.Length)];
        TriesTooEarly = random.Next(2) == 0;
        (PoisonsAt, Poisons) = (random.Next(3), point == "MoverBeforeAcknowledgement" ? MostPoisons : 0);
    }

    public static IReadOnlyList<string> Points => [.. Passages.Keys];

    public string Point { get; }

    public int Seed { get; }

    /// <summary>The service that dies.</summary>
    public string Service { get; }

    public int Passage { get; }

    /// <summary>The first finds too little money at first, the second gives up, the others are simply chosen.</summary>
    public IReadOnlyList<string> Communes { get; }

    public State LeavesAt { get; }

    /// <summary>Whether the refused request is one that comes too early, or one too late.</summary>
    public bool TriesTooEarly { get; }

    /// <summary>The act in which messages come that nobody can handle.</summary>
    public int PoisonsAt { get; }

    public int Poisons { get; }

    public override string ToString() => $"{Point}:{Passage} of {Service}, seed {Seed}";
}
