namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> AnnounceDecisions(V1.AnnounceDecisionsRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, async (transaction, call) =>
        {
            var now = transaction.Now;
            var all = await ApplicationTable.LockAll(transaction, call.Id, Enum.GetValues<ApplicationState>());
            var announced = call.Announce(Undecided(all, Judged), now);
            var told = all.Select(application => (Before: application, After: application.Announce(now)))
                .Where(one => one.After is not null).ToList();
            foreach (var (before, after) in told)
                ApplicationTable.Save(transaction, before, after!);
            // Who withdrew after a choice that nobody knew of is told of no more; that they had a grant may be known now.
            if (told.Count > 0 || call.AnnounceTime is null || all.Any(application =>
                application is { State: ApplicationState.Withdrawn, Decision.WaitsToBeTold: true }))
                transaction.Announce(announced.ToDecisionsAnnounced([.. told.Select(one => one.Before.Id)], now));
            return announced;
        });

    /// <summary>States in which a letter of engagement waits for its decision.</summary>
    private static readonly ApplicationState[] Judged =
    [
        ApplicationState.EngagementSubmitted, ApplicationState.UnderReview, ApplicationState.SelectionPending,
    ];

    /// <summary>Counts what waits in these states, and the decisions that wait for their second person.</summary>
    private static Dictionary<string, int> Undecided(IEnumerable<Application> all, ApplicationState[] states) =>
        all.SelectMany(application => new[]
            {
                states.Contains(application.State) ? EnumText.Of(application.State) : null,
                application.PendingDecision is null ? null : "PENDING_DECISION",
            })
            .OfType<string>().CountBy(state => state).ToDictionary();
}
