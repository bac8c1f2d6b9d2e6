using System.Globalization;

namespace ProjetK.Applications;

/// <summary>The ways in which calls are refused.</summary>
internal static class CallErrors
{
    public static DomainException AlreadyExists(string id) =>
        new(StatusCode.AlreadyExists, "ALREADY_EXISTS", $"calls/{id} exists already: choose another id.",
            new Dictionary<string, string> { ["resource"] = $"calls/{id}" });

    public static DomainException WrongState(Call call, DateTimeOffset now, params CallPhase[] allowed) =>
        WrongState(call, now, allowed, $"must be {Names(allowed, " or ")}");

    /// <summary>Applications that wait for a decision, counted by their state.</summary>
    public static DomainException DecisionsMissing(
        Call call, DateTimeOffset now, IReadOnlyDictionary<string, int> waiting) =>
        WrongState(call, now, [], $"still has applications to decide on first: {Counts(waiting)}", waiting);

    public static DomainException PreviousCallUnknown() =>
        CommonErrors.InvalidField("call.previous_call", "does not exist.");

    public static DomainException QuestionSettled(QuestionState state) => new(
        StatusCode.FailedPrecondition, "WRONG_STATE", $"The question is {EnumText.Of(state)} already.",
        new Dictionary<string, string>
        {
            ["state"] = EnumText.Of(state),
            ["allowed"] = EnumText.Of(QuestionState.Open),
        });

    public static DomainException LinkExpired() => new(
        StatusCode.FailedPrecondition, "LINK_EXPIRED", "This link cannot be used, or not any more: subscribe again.");

    public static DomainException ResumeTokenExpired() => new(
        StatusCode.FailedPrecondition, "RESUME_TOKEN_EXPIRED",
        "Too much has happened since this token: begin anew without one.");

    private static DomainException WrongState(
        Call call, DateTimeOffset now, CallPhase[] allowed, string why, IReadOnlyDictionary<string, int>? counts = null)
    {
        var state = EnumText.Of(call.Phase(now));
        var metadata = new Dictionary<string, string> { ["state"] = state, ["allowed"] = Names(allowed, ", ") };
        foreach (var (counted, count) in counts ?? new Dictionary<string, int>())
            metadata[counted] = Number(count);
        return new(StatusCode.FailedPrecondition, "WRONG_STATE", $"{call.Name} is {state}; it {why}.", metadata);
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{Number(count.Value)} {count.Key}"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Names(CallPhase[] phases, string separator) =>
        string.Join(separator, phases.Select(phase => EnumText.Of(phase)));
}
