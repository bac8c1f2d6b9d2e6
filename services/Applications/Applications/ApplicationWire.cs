using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Shows applications on the wire.</summary>
internal static class ApplicationWire
{
    public const string Pattern = "applications/{application}";
    public const string CallPattern = "calls/{call}";
    public const string CommunePattern = "communes/{insee_code}";

    public static string Name(Guid id) => $"applications/{id}";

    public static Guid ParseName(string name) => ResourceName.ParseGuid(Pattern, name);

    /// <summary>The application as this caller may see it and with what they can do now; in short without its long
    /// texts and what is computed from them. <paramref name="elsewhere"/> is what other services would answer to
    /// steps that are not refused here.</summary>
    public static V1.Application ToProto(
        this Application application, Caller caller, DateTimeOffset now, bool full = true,
        IReadOnlyDictionary<Transition, DomainException>? elsewhere = null)
    {
        var seen = application.SeenBy(caller);
        var message = new V1.Application
        {
            Name = Name(seen.Id),
            Reference = seen.Reference ?? "",
            Call = seen.Call.Name,
            Applicant = seen.Applicant.ToProto(),
            Contacts = seen.Contacts.ToProto(),
            Project = seen.Project.ToProto(full),
            Intent = seen.ToProto(LetterKind.Intent, full),
            Engagement = seen.ToProto(LetterKind.Engagement, full),
            Population = seen.Population.ToProto(),
            GrantEstimate = seen.GrantEstimate?.ToProto(),
            Decision = seen.Decision?.ToProto(seen.Call),
            Territory = seen.TerritoryId is { } territory ? $"territories/{territory}" : "",
            PreviousApplication = seen.PreviousId is { } previous ? Name(previous) : "",
            State = (V1.Application.Types.State)(int)seen.State,
            MissingFields = { Completeness.OfNextLetter(seen) },
            CreateTime = seen.CreateTime.ToTimestamp(),
            UpdateTime = seen.UpdateTime.ToTimestamp(),
            Etag = Etag.From(seen.Version),
            WithdrawalReason = seen.WithdrawalReason,
            PendingDecision = seen.PendingDecision?.ToProto(),
            DeclinedDecision = seen.DeclinedDecision?.ToProto(),
            OwnDeadlines = { seen.OwnDeadlines.ToProto() },
            Correction = seen.Correction?.ToProto(),
            ProposedLead = seen.LeadProposal is { } proposal ? $"communes/{proposal.Commune}" : "",
            ProposedLeadReason = seen.LeadProposal?.Reason ?? "",
        };
        message.AddActions(application, caller, now, elsewhere);
        return message;
    }

    /// <summary>The RPCs that are for this caller where the application stands: those that can be called now, and those
    /// that wait for something.</summary>
    private static void AddActions(
        this V1.Application message, Application application, Caller caller, DateTimeOffset now,
        IReadOnlyDictionary<Transition, DomainException>? elsewhere)
    {
        foreach (var rule in Transitions.All)
        {
            if (!Transitions.IsRpc(rule) || !rule.From.Contains(application.StateFor(rule)) || !rule.IsFor(application, caller))
                continue;
            var action = rule.Transition.ToString();
            var refused = application.Refusal(rule.Transition, now)
                ?? application.AuthorRefusal(rule.Transition, caller.Subject)
                ?? elsewhere?.GetValueOrDefault(rule.Transition);
            if (refused is { } missing && !IsWaiting(missing))
                continue;
            if (refused is { } refusal)
                message.BlockedActions.Add(new V1.Application.Types.BlockedAction
                {
                    Action = action,
                    Reason = refusal.Reason,
                    Metadata = { refusal.Metadata.ToDictionary() },
                });
            else
                message.AllowedActions.Add(action);
        }
    }

    /// <summary>True when the step comes by itself once what it waits for is there: not where there is nothing to
    /// answer, approve or edit.</summary>
    private static bool IsWaiting(DomainException refusal) =>
        refusal.Reason != "WRONG_STATE" || refusal.Metadata.ContainsKey("announced");
}
