using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Applications;

/// <summary>Something that waits for somebody in one of their roles, and until when.</summary>
internal sealed record WaitingTask(
    TaskKind Kind, Role Role, Application? Application, DateTimeOffset? DueTime, Question? Question = null)
{
    /// <summary>What it is about.</summary>
    public Guid Id => Application?.Id ?? Question!.Id;
}

/// <summary>What is to be done; the numbers are those of the contract.</summary>
internal enum TaskKind
{
    SubmitIntent = 1, SignIntent, SubmitEngagement, SignEngagement, SendDeliberation, ConfirmPopulation, AcceptIntent,
    DeliberationOverdue, StartReview, GatherReviews, Decide, ApproveDecision, AnnounceDecision, StartCooperation,
    SubmitReview, UndeliveredDecision, AnswerCorrection, SignCorrection, CorrectionOverdue, AcceptLead, ReplaceCommune,
    AnswerQuestion,
}

/// <summary>Reads from where an application stands what waits for a caller.</summary>
internal static class Tasks
{
    /// <summary>What waits for that caller; <paramref name="mayReview"/> when a review of theirs is open.</summary>
    public static IEnumerable<WaitingTask> Of(Application application, Caller caller, bool mayReview, DateTimeOffset now)
    {
        foreach (var (kind, due) in OfApplicant(application, caller, now))
            yield return new(kind, Role.Applicant, application, due);
        if (caller.Has(Role.Manager) && OfManager(application, caller, now) is var (step, until))
            yield return new(step, Role.Manager, application, until);
        if (caller.Has(Role.Manager) && application.Refusal(Transition.ReplaceCommune, now) is null)
            yield return new(TaskKind.ReplaceCommune, Role.Manager, application, null);
        if (mayReview && application.SeenState is ApplicationState.UnderReview)
            yield return new(TaskKind.SubmitReview, Role.Reviewer, application, application.Call.SelectionTime);
    }

    private static IEnumerable<(TaskKind Kind, DateTimeOffset? Due)> OfApplicant(
        Application application, Caller caller, DateTimeOffset now)
    {
        if (!caller.Has(Role.Applicant))
            yield break;
        if (application.LeadProposal is { } proposal && caller.Communes.Contains(proposal.Commune)
            && application.Refusal(Transition.AcceptLead, now) is null)
            yield return (TaskKind.AcceptLead, null);
        if (application.Correction is { } correction)
            foreach (var kind in OfCorrection(application, correction, caller, now))
                yield return (kind, correction.DueTime);
        if (Awaited(application, now) is not var (letter, submit, sign))
            yield break;
        var (time, end) = application.DeadlineOf(letter);
        if (now >= end)
            yield break;
        if (caller.Communes.Contains(application.Applicant.Lead))
            yield return (submit, time);
        if (sign is { } signing && application.LetterOf((LetterKind)(int)letter).Text.Length > 0
            && application.MissingSignatures((LetterKind)(int)letter).Any(commune =>
                commune != application.Applicant.Lead && caller.Communes.Contains(commune)))
            yield return (signing, time);
    }

    private static IEnumerable<TaskKind> OfCorrection(
        Application application, Correction correction, Caller caller, DateTimeOffset now)
    {
        if (now >= correction.Deadline.End)
            yield break;
        if (caller.Communes.Contains(application.Applicant.Lead))
            yield return TaskKind.AnswerCorrection;
        if (application.UnsignedCorrection().Any(caller.Communes.Contains))
            yield return TaskKind.SignCorrection;
    }

    /// <summary>What the applicant is to send next, as they see their application.</summary>
    private static (DeadlineKind Letter, TaskKind Submit, TaskKind? Sign)? Awaited(
        Application application, DateTimeOffset now) => application.SeenState switch
        {
            ApplicationState.Draft when Needs.CallOpened(application, now) is null =>
                (DeadlineKind.Intent, TaskKind.SubmitIntent, TaskKind.SignIntent),
            ApplicationState.Preparation =>
                (DeadlineKind.Engagement, TaskKind.SubmitEngagement, TaskKind.SignEngagement),
            ApplicationState.EngagementSubmitted when application.Engagement.Deliberation is null =>
                (DeadlineKind.Deliberation, TaskKind.SendDeliberation, null),
            _ => null,
        };

    private static (TaskKind Kind, DateTimeOffset? Due)? OfManager(
        Application application, Caller caller, DateTimeOffset now)
    {
        if (application.PendingDecision is { } pending)
            return pending.Author == caller.Subject ? null : (TaskKind.ApproveDecision, null);
        if (application.IsVeiled && application.State is not ApplicationState.SelectionPending)
            return (TaskKind.AnnounceDecision, application.Call.SelectionTime);
        if (application.Correction is { } correction)
            return now >= correction.Deadline.End ? (TaskKind.CorrectionOverdue, correction.DueTime) : null;
        return application.State switch
        {
            ApplicationState.IntentSubmitted or ApplicationState.Preparation
                when Needs.PopulationConfirmed(application, now) is not null =>
                (TaskKind.ConfirmPopulation, application.DeadlineOf(DeadlineKind.Engagement).Time),
            ApplicationState.IntentSubmitted =>
                (TaskKind.AcceptIntent, application.DeadlineOf(DeadlineKind.Engagement).Time),
            ApplicationState.EngagementSubmitted when application.Engagement.Deliberation is not null =>
                (TaskKind.StartReview, application.Call.SelectionTime),
            ApplicationState.EngagementSubmitted when now >= application.DeadlineOf(DeadlineKind.Deliberation).End =>
                (TaskKind.DeliberationOverdue, application.DeadlineOf(DeadlineKind.Deliberation).Time),
            ApplicationState.UnderReview => (
                application.Standing.Reviews < application.Call.MinReviews ? TaskKind.GatherReviews : TaskKind.Decide,
                application.Call.SelectionTime),
            ApplicationState.Selected => (TaskKind.StartCooperation, null),
            _ => null,
        };
    }
}
