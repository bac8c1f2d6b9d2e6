using Grpc.Core;

namespace ProjetK.Benchmarks.Figures;

/// <summary>Those who apply: a mayor of each of some communes, one after another.</summary>
internal sealed class Mayors(Bench bench)
{
    private static readonly string[] Communes =
    [
        "33525", "33006", "33016", "33023", "33034", "33037", "33045", "33058", "33072", "33105",
    ];

    private readonly (string Commune, Metadata Headers)[] all =
        [.. Communes.Select(commune => (commune, bench.By(People.MayorOf(commune))))];

    private int next;

    /// <summary>The next one's commune and headers.</summary>
    public (string Commune, Metadata Headers) Next() => all[(uint)Interlocked.Increment(ref next) % all.Length];
}
