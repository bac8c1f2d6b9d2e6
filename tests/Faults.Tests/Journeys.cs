using ProjetK.Testing.Scenarios;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.FaultTests;

/// <summary>Applications that are played side by side, all at the same point of the call: one clock.</summary>
internal static class Journeys
{
    /// <summary>Communes of the perimeter whose population lets them apply alone.</summary>
    public static readonly IReadOnlyList<string> Communes =
    [
        "33174", "33525", "33052", "33062", "33264", "33332", "33362", "33445", "33151", "33266", "33272", "33100",
    ];

    public static Task<Round> Round(Stack stack) => Testing.Scenarios.Round.Publish(
        stack, euros: 5_000_000, call => call.Places = Communes.Count);

    /// <summary>Plays an application of each commune up to its selection.</summary>
    public static async Task<IReadOnlyList<Candidacy>> Select(Round round, IEnumerable<string> communes)
    {
        var candidacies = await Task.WhenAll(communes.Select(commune => Candidacy.Draft(round, commune)));
        foreach (var state in new[] { State.Preparation, State.EngagementSubmitted, State.Selected })
            await Task.WhenAll(candidacies.Select(candidacy => candidacy.Reach(state)));
        return candidacies;
    }
}
