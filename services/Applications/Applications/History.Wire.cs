using Google.Protobuf.WellKnownTypes;
using ProjetK.Auth.V1;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications;

/// <summary>Shows the history of an application, to applicants without what is the syndicate's own.</summary>
internal static class HistoryWire
{
    /// <summary>What of a line only tells that a choice waits for its money.</summary>
    private const string Pending = "proposal";

    public static IEnumerable<V1.HistoryEntry> ToProto(IEnumerable<HistoryEntry> entries, Caller caller)
    {
        var lines = entries.Select(ToProto);
        return IsOfTheSyndicate(caller) ? lines : lines.Select(Withhold).OfType<V1.HistoryEntry>();
    }

    private static bool IsOfTheSyndicate(Caller caller) =>
        caller.Has(Access.Types.Role.Manager) || caller.Has(Access.Types.Role.Auditor);

    private static V1.HistoryEntry ToProto(HistoryEntry entry) => new()
    {
        Sequence = entry.Sequence,
        OccurTime = entry.OccurTime.ToTimestamp(),
        Action = entry.Action,
        Person = entry.Person ?? "",
        Service = entry.Service ?? "",
        FromState = StateOf(entry.FromState),
        ToState = StateOf(entry.ToState),
        Fields = { entry.Fields },
        Hash = Convert.ToHexStringLower(entry.Hash),
        PreviousHash = Convert.ToHexStringLower(entry.PreviousHash),
    };

    private static State StateOf(string? text) =>
        text is null ? State.Unspecified : (State)(int)EnumText.Parse<ApplicationState>(text);

    /// <summary>The line as an applicant may see it; null when nothing of it is left.</summary>
    private static V1.HistoryEntry? Withhold(V1.HistoryEntry entry)
    {
        if (!IsOfApplicants(entry.Action))
            entry.Person = "";
        if (entry.ToState == State.SelectionPending)
            entry.Action = "";
        (entry.FromState, entry.ToState) = (Shown(entry.FromState), Shown(entry.ToState));
        var pended = entry.Fields.Remove(Pending);
        return pended && entry.FromState == entry.ToState && entry.Fields.Count == 0 ? null : entry;
    }

    private static State Shown(State state) => state == State.SelectionPending ? State.UnderReview : state;

    /// <summary>True for what the contract lets applicants alone do.</summary>
    private static bool IsOfApplicants(string action) =>
        V1.ApplicationService.Descriptor.FindMethodByName(action)?.GetOptions()
            .GetExtension(AccessExtensions.Access)?.Roles is [Access.Types.Role.Applicant];
}
