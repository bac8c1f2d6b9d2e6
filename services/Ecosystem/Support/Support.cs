using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>Who accompanies a territory; empty until somebody is assigned.</summary>
internal sealed record Support(
    Guid Territory, Guid? Representative, ImmutableArray<Guid> Facilitators, DateTimeOffset? UpdateTime, long Version)
{
    public const string Pattern = "territories/{territory}/support";
    public const string PersonPattern = "people/{person}";

    /// <summary>How many facilitators a complete team has.</summary>
    public const int FacilitatorsNeeded = 2;

    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/support";

    public bool Complete => Representative is not null && Facilitators.Length == FacilitatorsNeeded;

    /// <summary>Everybody, the representative first.</summary>
    public IEnumerable<Guid> Members => Representative is { } one ? Facilitators.Prepend(one) : Facilitators;

    public static Support Unassigned(Guid territory) => new(territory, null, [], null, 0);

    /// <summary>The whole team anew; the same when nobody changes.</summary>
    public Support Assign(Guid? representative, ImmutableArray<Guid> facilitators, DateTimeOffset now) =>
        Representative == representative && Facilitators.SequenceEqual(facilitators)
            ? this
            : this with
            {
                Representative = representative,
                Facilitators = facilitators,
                UpdateTime = now,
                Version = Version + 1,
            };

    /// <summary>The team without somebody.</summary>
    public Support Leave(Guid person, DateTimeOffset now) => Assign(
        Representative == person ? null : Representative, Facilitators.Remove(person), now);
}
