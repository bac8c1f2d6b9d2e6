using Google.Protobuf.WellKnownTypes;
using ProjetK.Auth.V1;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications;

/// <summary>Shows the history of an application, to applicants without what is the syndicate's own.</summary>
internal static class HistoryWire
{
    /// <summary>Stands among the fields of a line that only the syndicate may know of, or had to wait for the
    /// announcement.</summary>
    public const string Unannounced = "unannounced";

    /// <summary>Stands among the fields of a line of what only the staff may read.</summary>
    public const string OfStaff = "staff";

    /// <summary>Stands among the fields of a line of what a manager did where applicants do the same.</summary>
    public const string ByStaff = "by_staff";

    /// <summary>Fields that are the syndicate's own.</summary>
    private static readonly string[] OfTheSyndicate = ["proposal", "pending_decision", "declined_decision"];

    /// <summary>What stands beside an application and leaves its etag as it is.</summary>
    private static readonly string[] Beside =
        ["documents", "letters", "messages", "exchanges", "reviews", OfStaff, Unannounced];

    /// <summary>The changes of an application that a caller may know of, by whom only where its history says so, too;
    /// what it shows nobody knows better.</summary>
    public static IEnumerable<KnownChange> KnownChanges(
        string resource, IReadOnlyList<HistoryEntry> history, Caller caller)
    {
        if (!ResourceName.TryParse(ApplicationWire.Pattern, resource, out _))
            return history.Select(KnownChange.Of).Select(change =>
                IsOfTheSyndicate(caller) ? change : change with { By = null });
        return ToProto(history, caller)
            .Where(line => line.FromState != line.ToState || line.Fields.Except(Beside).Any())
            .Select(line => new KnownChange(
                line.OccurTime.ToDateTimeOffset(),
                line.Person.Length > 0 ? line.Person : null,
                line.FromState == line.ToState ? [.. line.Fields] : [.. line.Fields, "state"]));
    }

    public static IEnumerable<V1.HistoryEntry> ToProto(IEnumerable<HistoryEntry> entries, Caller caller)
    {
        var lines = entries.Select(ToProto);
        return IsOfTheSyndicate(caller) ? lines : Withhold(lines);
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

    /// <summary>The lines as applicants may see them, all from the first on: without decisions that were not announced
    /// when they were made; each goes on from where the application stood for them.</summary>
    private static IEnumerable<V1.HistoryEntry> Withhold(IEnumerable<V1.HistoryEntry> lines)
    {
        State? stands = null;
        foreach (var line in lines)
        {
            if (IsOfTheJury(line.Action) || line.Fields.Contains(OfStaff))
                continue;
            if (line.Fields.Contains(Unannounced))
            {
                stands ??= line.FromState;
                continue;
            }
            if (!IsOfApplicants(line.Action) || line.Fields.Remove(ByStaff))
                line.Person = "";
            if (stands is { } seen)
            {
                var stays = line.FromState == line.ToState && line.Action != nameof(CallService.AnnounceDecisions);
                line.FromState = seen;
                line.ToState = stays ? seen : line.ToState;
                stands = stays ? seen : null;
            }
            foreach (var field in OfTheSyndicate)
                line.Fields.Remove(field);
            yield return line;
        }
    }

    /// <summary>True for what reviewers and those who assign them do.</summary>
    private static bool IsOfTheJury(string action) => action == nameof(ForgetReviewer)
        || V1.ReviewService.Descriptor.FindMethodByName(action) is not null;

    /// <summary>True for what the contract lets applicants alone do, but for what a manager's line says of
    /// itself.</summary>
    private static bool IsOfApplicants(string action) => action == nameof(Transition.UpdateApplication)
        || V1.ApplicationService.Descriptor.FindMethodByName(action)?.GetOptions()
            .GetExtension(AccessExtensions.Access)?.Roles is [Access.Types.Role.Applicant];
}
