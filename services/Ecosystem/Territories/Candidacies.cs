using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>Everything heard of one territory: itself once a letter was accepted, and each application that touched it.
/// Whatever the order of the events, the territory ends as the latest accepted application left it.</summary>
internal sealed record Candidacies(
    Guid Id, Territory? Territory, ImmutableDictionary<Guid, Candidacy> ByApplication)
{
    public static Candidacies Unheard(Guid id) => new(id, null, ImmutableDictionary<Guid, Candidacy>.Empty);

    public Candidacy Candidacy(Guid application) =>
        ByApplication.GetValueOrDefault(application) ?? Ecosystem.Candidacy.Unheard(application);

    /// <summary>A letter of intent was accepted: the territory opens, or follows the new intent.</summary>
    public Candidacies Accept(AcceptedIntent intent, DateTimeOffset time, long version, DateTimeOffset now)
    {
        var before = Candidacy(intent.Application);
        var after = before.Accept(time, version);
        if (after == before)
            return this;
        var heard = this with { ByApplication = ByApplication.SetItem(after.Application, after) };
        if (heard.Latest != after)
            return heard;
        return heard with
        {
            Territory = Territory?.Follow(intent, after.Stage, now)
                ?? Ecosystem.Territory.Open(Id, intent, after.Stage, now),
        };
    }

    /// <summary>An application was withdrawn, lapsed or ended otherwise: its territory sleeps unless it follows
    /// another.</summary>
    public Candidacies End(Guid application, long version, DateTimeOffset now) =>
        Reach(application, Stage.Dormant, version, now);

    /// <summary>An application took its territory to a stage, unless that follows another.</summary>
    public Candidacies Reach(Guid application, Stage stage, long version, DateTimeOffset now)
    {
        var after = Candidacy(application).Reach(stage, version);
        var heard = this with { ByApplication = ByApplication.SetItem(application, after) };
        var moves = Territory is { } territory && territory.Application == application
            && territory.Stage != after.Stage;
        return moves ? heard with { Territory = Territory!.Reach(after.Stage, now) } : heard;
    }

    private Candidacy? Latest => ByApplication.Values
        .Where(candidacy => candidacy.AcceptTime is not null)
        .MaxBy(candidacy => (candidacy.AcceptTime, candidacy.Application));
}
