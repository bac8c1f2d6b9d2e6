using System.Globalization;

namespace ProjetK.Applications;

/// <summary>Every way this service says no to an application, one line each.</summary>
internal static partial class Errors
{
    public static DomainException WrongState(ApplicationState state, IEnumerable<ApplicationState> allowed) =>
        Refusal("WRONG_STATE", $"The application is {Text(state)}; this is possible in {Texts(allowed)}.",
            ("state", Text(state)), ("allowed", Texts(allowed)));

    public static DomainException SectionLocked(ApplicationState state, IEnumerable<Section> sections) =>
        Refusal("WRONG_STATE", $"In {Text(state)} these parts can no longer be changed: {Joined(sections)}.",
            ("state", Text(state)), ("allowed", Text(ApplicationState.Draft)));

    public static DomainException CallNotOpen(Call call) =>
        Refusal("CALL_NOT_OPEN", $"The call {call.Id} does not accept this now.", ("call", $"calls/{call.Id}"));

    public static DomainException DeadlinePassed(DateTimeOffset deadline) =>
        Refusal("DEADLINE_PASSED", $"The deadline was {Instant(deadline)} (UTC).", ("deadline", Instant(deadline)));

    public static DomainException NotTheLead(string lead) =>
        CommonErrors.PermissionDenied($"Only people of the lead commune, communes/{lead}, may do this.");

    public static DomainException NotTheirCommune(string commune) =>
        CommonErrors.PermissionDenied($"Only people of communes/{commune} may act for it.");

    public static DomainException LetterIncomplete(IReadOnlyList<string> missing) =>
        new(StatusCode.InvalidArgument, "LETTER_INCOMPLETE", $"The letter still lacks: {string.Join(", ", missing)}.",
            violations: missing.Select(field => (field, Missing(field))));

    public static DomainException ReasonRequired() =>
        new(StatusCode.InvalidArgument, "REASON_REQUIRED", "Say why, in `reason`.",
            violations: [("reason", "Must not be empty.")]);

    public static DomainException SignOffMissing(IReadOnlyList<string> communes) =>
        Refusal("SIGN_OFF_MISSING", $"These communes have not signed the letter: {Names(communes)}.",
            ("communes", Names(communes)));

    public static DomainException NotASigningCommune(string commune) =>
        CommonErrors.InvalidField("commune", $"communes/{commune} is not a member of the grouping beside its lead.");

    public static DomainException LetterChanged() =>
        new(StatusCode.Aborted, "ETAG_MISMATCH", "The letter is no longer the one with this sha256: read it again.");

    public static DomainException CommuneAlreadyApplying() =>
        new(StatusCode.AlreadyExists, "COMMUNE_ALREADY_APPLYING",
            "A commune is already part of a live application of this call.");

    public static DomainException CommuneAlreadySupported() =>
        new(StatusCode.AlreadyExists, "COMMUNE_ALREADY_SUPPORTED",
            "A commune is already chosen in another call: its territory can be supported only once.");

    public static DomainException PrerequisiteNotMet(Check check, Population population) =>
        new(check.Prerequisite == Prerequisite.Availability ? StatusCode.AlreadyExists : StatusCode.FailedPrecondition,
            check.Reason, check.Explanation,
            new Dictionary<string, string> { ["population"] = $"{population.Value}" });

    public static DomainException NeighbourhoodTooLarge(int most) =>
        CommonErrors.InvalidField("population", $"must be at most {Number(most)}, the population of the commune.");

    public static DomainException PopulationOutside(int population, Call call) =>
        Refusal(population < call.MinPopulation ? "PERIMETER_TOO_SMALL" : "PERIMETER_TOO_LARGE",
            $"{Number(population)} inhabitants: must be {Number(call.MinPopulation)} to {Number(call.MaxPopulation)}.",
            ("population", Number(population)));

    public static DomainException PopulationUnconfirmed() =>
        Refusal("POPULATION_UNCONFIRMED", "Confirm the population first (ConfirmPopulation).");

    public static DomainException InvolvementInsufficient(Involvement confirmed, Involvement required) =>
        Refusal("INVOLVEMENT_INSUFFICIENT", $"Confirmed actors: {Counts(confirmed)}; required: {Counts(required)}.",
            ("confirmed", Counts(confirmed)), ("required", Counts(required)));

    public static DomainException DeliberationMissing() =>
        Refusal("DELIBERATION_MISSING", "The council's délibération (engagement.deliberation) is not there yet.");

    public static DomainException ReviewsMissing(int there, int required) =>
        Refusal("REVIEWS_MISSING", $"{there} of {required} reviews are there.",
            ("reviews", Number(there)), ("required", Number(required)));

    public static DomainException NoPlaceLeft(int places) =>
        Refusal("NO_PLACE_LEFT", $"Every place of the call ({places}) is taken.", ("places", Number(places)));

    public static DomainException LetterIssued(string letter) =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", $"{letter} tells this already: to correct it, issue it again.",
            new Dictionary<string, string> { ["resource"] = letter });

    private static DomainException Refusal(
        string reason, string message, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var (key, value) in metadata)
            pairs[key] = value;
        return new DomainException(StatusCode.FailedPrecondition, reason, message, pairs);
    }

    private static string Missing(string field) => field.EndsWith(".function", StringComparison.Ordinal)
        ? "The letter of engagement is signed by the mayor (function \"Maire\")."
        : "Must not be empty.";

    private static string Text(ApplicationState state) => EnumText.Of(state);
    private static string Texts(IEnumerable<ApplicationState> states) => string.Join(", ", states.Select(Text));
    private static string Joined(IEnumerable<Section> sections) => string.Join(", ", sections).ToLowerInvariant();
    private static string Names(IEnumerable<string> codes) =>
        string.Join(", ", codes.Select(code => $"communes/{code}"));
    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    private static string Instant(DateTimeOffset time) =>
        time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Counts(Involvement actors) =>
        $"public {actors.PublicActors}, private {actors.PrivateActors}, civil {actors.CivilActors}";
}
