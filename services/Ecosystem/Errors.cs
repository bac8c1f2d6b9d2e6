
namespace ProjetK.Ecosystem;

/// <summary>Every way in which this service says no, beyond what all services say.</summary>
internal static class Errors
{
    /// <summary>What violations of the tables' constraints mean to the caller.</summary>
    public static Constraints Constraints => new Constraints()
        .Refuse("actors_same_name", () => ActorDuplicate(null))
        .Refuse("commitments_one_live", CommonErrors.Conflict)
        .Refuse("sites_one_central", CentralSiteExists);

    /// <summary>Names the other actor only to those who may read it.</summary>
    public static DomainException ActorDuplicate(string? twin) => new(StatusCode.AlreadyExists, "ACTOR_DUPLICATE",
        twin is null
            ? "This commune already has an actor of that name and kind: who recorded it can invite it."
            : $"This commune already has an actor of that name and kind: use {twin}.",
        twin is null ? null : new Dictionary<string, string> { ["actor"] = twin });

    public static DomainException LinkExpired() => new(StatusCode.FailedPrecondition, "LINK_EXPIRED",
        "This link cannot be used, or not any more: ask for a new invitation.");

    public static DomainException WrongState(string resource, Enum state, params Enum[] allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"{resource} is {EnumText.Of(state)}; this is possible only when it is {Words(allowed, " or ")}.",
        new Dictionary<string, string> { ["state"] = EnumText.Of(state), ["allowed"] = Words(allowed, ",") });

    public static DomainException CentralSiteExists() => new(StatusCode.AlreadyExists, "CENTRAL_SITE_EXISTS",
        "Another site is the central place of this territory: let it be that no more, first.");

    public static DomainException TeamOverloaded(IEnumerable<Guid> people, int limit)
    {
        var names = string.Join(", ", people.Select(person => $"people/{person}"));
        return new(StatusCode.FailedPrecondition, "TEAM_OVERLOADED",
            $"Nobody accompanies more than {limit} territories at once; already so many has {names}.",
            new Dictionary<string, string> { ["people"] = names, ["limit"] = $"{limit}" });
    }

    public static DomainException SecondPersonRequired() => new(StatusCode.FailedPrecondition, "SECOND_PERSON_REQUIRED",
        "Another manager must agree: you are the one who asked.");

    public static DomainException LandMismatch(Land idea, Land site) => new(StatusCode.InvalidArgument, "LAND_MISMATCH",
        $"The idea is for {EnumText.Of(idea)} land, the site is {EnumText.Of(site)}: choose another site, "
        + "or let a facilitator say why it fits (land_override_reason).",
        new Dictionary<string, string> { ["idea_land"] = EnumText.Of(idea), ["site_land"] = EnumText.Of(site) });

    public static DomainException MilestoneReached(string milestone) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE", $"{milestone} is reached already.",
        new Dictionary<string, string> { ["state"] = "REACHED", ["allowed"] = "PLANNED" });

    private static string Words(Enum[] states, string separator) => string.Join(separator, states.Select(EnumText.Of));
}
