using Google.Protobuf.WellKnownTypes;
using ProjetK.Auth.V1;
using State = ProjetK.Applications.V1.Application.Types.State;

namespace ProjetK.Applications;

/// <summary>Shows the history of an application, to applicants without what is the syndicate's own.</summary>
internal static class HistoryWire
{
    /// <summary>What of a line tells only of a choice that waits for its money, or found none.</summary>
    private static readonly string[] OfChoices = ["proposal", "decision"];

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

    /// <summary>The lines as applicants may see them: while a choice waits, the application stands for them where it
    /// came from. What then is left of a line without a change is left out.</summary>
    private static IEnumerable<V1.HistoryEntry> Withhold(IEnumerable<V1.HistoryEntry> lines)
    {
        var before = State.UnderReview;
        foreach (var line in lines)
        {
            if (IsOfTheJury(line.Action))
                continue;
            var hides = line.ToState == State.SelectionPending || line.FromState == State.SelectionPending;
            if (line.ToState == State.SelectionPending && line.FromState != State.SelectionPending)
                before = line.FromState;
            if (!IsOfApplicants(line.Action))
                line.Person = "";
            line.FromState = line.FromState == State.SelectionPending ? before : line.FromState;
            line.ToState = line.ToState == State.SelectionPending ? before : line.ToState;
            if (!hides)
                yield return line;
            else if (line.FromState != line.ToState || line.Fields.Except(OfChoices).Any())
                yield return WithoutChoice(line);
        }
    }

    private static V1.HistoryEntry WithoutChoice(V1.HistoryEntry line)
    {
        if (line.FromState == line.ToState)
            line.Action = "";
        line.Fields.Remove("proposal");
        return line;
    }

    /// <summary>True for what reviewers and those who assign them do.</summary>
    private static bool IsOfTheJury(string action) => action == nameof(ForgetReviewer)
        || V1.ReviewService.Descriptor.FindMethodByName(action) is not null;

    /// <summary>True for what the contract lets applicants alone do.</summary>
    private static bool IsOfApplicants(string action) =>
        V1.ApplicationService.Descriptor.FindMethodByName(action)?.GetOptions()
            .GetExtension(AccessExtensions.Access)?.Roles is [Access.Types.Role.Applicant];
}
