using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

/// <summary>Decisions on the wire.</summary>
internal static class DecisionWire
{
    public static V1.Application.Types.Decision ToProto(this Decision decision, Call call) => new()
    {
        Outcome = (V1.Application.Types.Decision.Types.Outcome)(int)decision.Outcome,
        Reason = decision.Reason,
        PublicReason = decision.PublicReason,
        DecideTime = decision.DecideTime.ToTimestamp(),
        AnnounceTime = decision.AnnounceTime?.ToTimestamp(),
        Scores = { decision.Scores.Select(score => score.ToProto(call)) },
        Grant = decision.GrantId is { } grant ? $"grants/{grant}" : "",
    };

    public static V1.Application.Types.PendingDecision ToProto(this PendingDecision pending) => new()
    {
        Action = pending.Step.ToString(),
        Reason = pending.Reason,
        PublicReason = pending.PublicReason,
        Author = pending.Author,
        AskTime = pending.AskTime.ToTimestamp(),
        UntilTime = pending.UntilTime?.ToTimestamp(),
        DeclineReason = pending.DeclineReason,
    };

    public static IEnumerable<V1.Deadline> ToProto(this OwnDeadlines deadlines) =>
        from kind in System.Enum.GetValues<DeadlineKind>()
        let own = deadlines.Of(kind)
        where own is not null
        select new V1.Deadline
        {
            Kind = (V1.Deadline.Types.Kind)(int)kind,
            Time = own.Time.ToTimestamp(),
            Reason = own.Reason,
        };
}
