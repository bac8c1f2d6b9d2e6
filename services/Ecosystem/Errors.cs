
namespace ProjetK.Ecosystem;

/// <summary>Every way in which this service says no, beyond what all services say.</summary>
internal static class Errors
{
    /// <summary>What violations of the tables' constraints mean to the caller.</summary>
    public static Constraints Constraints => new Constraints()
        .Refuse("actors_same_name", ActorDuplicate)
        .Refuse("commitments_one_live", CommonErrors.Conflict);

    public static DomainException ActorDuplicate() => new(StatusCode.AlreadyExists, "ACTOR_DUPLICATE",
        "This commune already has an actor of that name and kind: use that one.");

    public static DomainException LinkExpired() => new(StatusCode.FailedPrecondition, "LINK_EXPIRED",
        "This link cannot be used, or not any more: ask for a new invitation.");

    public static DomainException WrongState(string resource, Enum state, params Enum[] allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"{resource} is {EnumText.Of(state)}; this is possible only when it is {Words(allowed, " or ")}.",
        new Dictionary<string, string> { ["state"] = EnumText.Of(state), ["allowed"] = Words(allowed, ",") });

    private static string Words(Enum[] states, string separator) => string.Join(separator, states.Select(EnumText.Of));
}
