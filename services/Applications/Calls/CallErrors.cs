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

    public static DomainException DecisionsMissing(Call call, DateTimeOffset now, int waiting) =>
        WrongState(call, now, [], string.Create(CultureInfo.InvariantCulture,
            $"still has {waiting} applications that wait for a decision: decide on them first"));

    public static DomainException PreviousCallUnknown() =>
        CommonErrors.InvalidField("call.previous_call", "does not exist.");

    private static DomainException WrongState(Call call, DateTimeOffset now, CallPhase[] allowed, string why)
    {
        var state = EnumText.Of(call.Phase(now));
        return new(StatusCode.FailedPrecondition, "WRONG_STATE", $"{call.Name} is {state}; it {why}.",
            new Dictionary<string, string> { ["state"] = state, ["allowed"] = Names(allowed, ", ") });
    }

    private static string Names(CallPhase[] phases, string separator) =>
        string.Join(separator, phases.Select(phase => EnumText.Of(phase)));
}
