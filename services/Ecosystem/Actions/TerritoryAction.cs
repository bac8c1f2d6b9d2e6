using System.Collections.Immutable;

namespace ProjetK.Ecosystem;

/// <summary>An idea that a territory takes up. Named with its territory, as .NET has an Action of its own.</summary>
internal sealed record TerritoryAction(
    Guid Id,
    Guid Territory,
    string DisplayName,
    string Idea,
    Guid? Site,
    Guid? LeadActor,
    ImmutableArray<Guid> Partners,
    ActionState State,
    string Description,
    DateOnly? StartDate,
    DateOnly? EndDate,
    string LandOverrideReason,
    DateTimeOffset CreateTime,
    DateTimeOffset UpdateTime,
    long Version)
{
    public const string Pattern = "territories/{territory}/actions/{action}";

    public string Name => $"{Ecosystem.Territory.NameOf(Territory)}/actions/{Id}";

    /// <summary>Everybody who takes part.</summary>
    public IEnumerable<Guid> Actors => LeadActor is { } lead ? Partners.Prepend(lead) : Partners;

    /// <summary>What an update makes of it; its state only goes on.</summary>
    public TerritoryAction Become(TerritoryAction changed, DateTimeOffset now)
    {
        var goesOn = changed.State == State || changed.State == State + 1
            || (changed.State == ActionState.Ended && State != ActionState.Ended);
        if (!goesOn)
            throw Errors.WrongState(Name, State, changed.State == ActionState.Proposed
                ? [ActionState.Proposed]
                : [changed.State - 1, changed.State]);
        return changed with
        {
            Id = Id,
            Territory = Territory,
            CreateTime = CreateTime,
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    /// <summary>The same action without an actor, or with another in its place.</summary>
    public TerritoryAction Replace(Guid actor, Guid? by, DateTimeOffset now)
    {
        var lead = LeadActor == actor ? by : LeadActor;
        return this with
        {
            LeadActor = lead,
            Partners =
            [
                .. Partners.Select(partner => partner == actor ? by : partner).OfType<Guid>().Distinct()
                    .Where(partner => partner != lead),
            ],
            UpdateTime = now,
            Version = Version + 1,
        };
    }

    /// <summary>Refuses a site of the other land, unless a facilitator says why it fits.</summary>
    public void RequireFitting(Idea idea, Site? site, bool byFacilitator)
    {
        if (site is not null && site.Land != idea.Land && !(byFacilitator && LandOverrideReason.Length > 0))
            throw Errors.LandMismatch(idea.Land, site.Land);
    }
}

/// <summary>How far an action is; numbered as on the wire.</summary>
internal enum ActionState
{
    Proposed = 1,
    Preparing = 2,
    Running = 3,
    Ended = 4,
}
