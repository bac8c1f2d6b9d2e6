
namespace ProjetK.Identity;

/// <summary>Every way in which this service says no, beyond <see cref="CommonErrors"/>.</summary>
internal static class Errors
{
    /// <summary>What violations of the tables' constraints mean: two callers met.</summary>
    public static Constraints Constraints => new Constraints()
        .Refuse("people_email", CommonErrors.Conflict)
        .Refuse("invitations_one_pending", CommonErrors.Conflict)
        .Refuse("access_requests_one_pending", CommonErrors.Conflict);

    public static DomainException PersonExists() => new(StatusCode.AlreadyExists, "PERSON_EXISTS",
        "There is an account with this mail address already.");

    public static DomainException InvitationExists() => new(StatusCode.AlreadyExists, "INVITATION_EXISTS",
        "Somebody else has invited this mail address already: the invitation waits for an answer.");

    public static DomainException LinkExpired() => new(StatusCode.FailedPrecondition, "LINK_EXPIRED",
        "This link cannot be used, or not any more: ask for a new one.");

    public static DomainException LastAdministrator() => new(StatusCode.FailedPrecondition, "LAST_ADMINISTRATOR",
        "This is the last administrator: make somebody else one first.");

    public static DomainException WrongState(string resource, Enum state, params Enum[] allowed) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE",
        $"{resource} is {EnumText.Of(state)}; this is possible only when it is {Words(allowed, " or ")}.",
        new Dictionary<string, string> { ["state"] = EnumText.Of(state), ["allowed"] = Words(allowed, ",") });

    private static string Words(Enum[] states, string separator) => string.Join(separator, states.Select(EnumText.Of));
}
