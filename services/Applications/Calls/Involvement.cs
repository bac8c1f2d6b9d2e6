namespace ProjetK.Applications;

/// <summary>How many confirmed actors a letter of engagement needs; schools count as public, associations and groups of
/// citizens as civil.</summary>
internal sealed record Involvement(int PublicActors, int PrivateActors, int CivilActors)
{
    public static readonly Involvement None = new(0, 0, 0);

    /// <summary>True when there are at least as many of each.</summary>
    public bool Covers(Involvement required) =>
        PublicActors >= required.PublicActors && PrivateActors >= required.PrivateActors
        && CivilActors >= required.CivilActors;
}
