using Google.Protobuf.WellKnownTypes;
using Date = Google.Type.Date;

namespace ProjetK.Ecosystem;

/// <summary>Takes actions from the wire and puts them on it.</summary>
internal static class ActionWire
{
    /// <summary>An action of what a caller wrote; refuses with everything that is wrong with it.</summary>
    public static TerritoryAction Read(this V1.Action action, Guid id, Guid territory, DateTimeOffset now)
    {
        var violations = new Violations();
        var idea = violations.Id(Idea.Pattern, action.Idea, "action.idea");
        var site = violations.SiteOf(territory, action.Site, "action.site");
        var lead = violations.OptionalGuid(Actor.Pattern, action.LeadActor, "action.lead_actor");
        var partners = action.Partners
            .Select((name, index) => violations.Guid(Actor.Pattern, name, $"action.partners[{index}]"))
            .Distinct().Where(partner => partner != lead).ToArray();
        var start = violations.Day(action.StartDate, "action.start_date");
        var end = violations.Day(action.EndDate, "action.end_date");
        violations.Require(
            start is null || end is null || end >= start, "action.end_date", "must not be before start_date.");
        violations.ThrowIfAny();
        return new(
            id, territory, action.DisplayName.Trim(), idea, site, lead, [.. partners],
            action.State == 0 ? ActionState.Proposed : (ActionState)action.State, action.Description.Trim(), start, end,
            action.LandOverrideReason.Trim(), now, now, 1);
    }

    public static V1.Action ToProto(this TerritoryAction action) => new()
    {
        Name = action.Name,
        DisplayName = action.DisplayName,
        Idea = $"ideas/{action.Idea}",
        Site = action.Site is { } site ? Site.NameOf(action.Territory, site) : "",
        LeadActor = action.LeadActor is { } lead ? Actor.NameOf(lead) : "",
        Partners = { action.Partners.Select(Actor.NameOf) },
        State = (V1.Action.Types.State)action.State,
        Description = action.Description,
        StartDate = action.StartDate is { } start ? ToProto(start) : null,
        EndDate = action.EndDate is { } end ? ToProto(end) : null,
        LandOverrideReason = action.LandOverrideReason,
        CreateTime = action.CreateTime.ToTimestamp(),
        UpdateTime = action.UpdateTime.ToTimestamp(),
        Etag = Etag.From(action.Version),
    };

    public static Date ToProto(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    private static Guid? SiteOf(this Violations violations, Guid territory, string name, string field)
    {
        if (name.Length == 0)
            return null;
        var ok = ResourceName.TryParse(Site.Pattern, name, out var ids)
            && Guid.TryParseExact(ids[0], "D", out var of) && of == territory
            && Guid.TryParseExact(ids[1], "D", out _);
        return violations.Require(ok, field, $"must be a site of {Territory.NameOf(territory)}.")
            ? Guid.ParseExact(ids![1], "D")
            : null;
    }
}
