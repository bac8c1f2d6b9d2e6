namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> CloseCall(V1.CloseCallRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, async (transaction, call) =>
        {
            // In one query: what becomes undecided while this waits for its lock must not slip through between two.
            var open = await ApplicationTable.LockAll(
                transaction, call.Id, [.. Undecided, .. Unfinished, ApplicationState.Waitlisted]);
            var now = transaction.Now;
            var waiting = open.Where(application => Undecided.Contains(application.State))
                .CountBy(application => EnumText.Of(application.State))
                .ToDictionary();
            var closed = call.Close(waiting, now);
            foreach (var application in open)
                ApplicationTable.Save(transaction, application, application.State == ApplicationState.Waitlisted
                    ? application.Reject(Texts.NoPlaceBecameFree.Wording, "", now)
                    : application.Lapse(now));
            return closed;
        });

    private static readonly ApplicationState[]
        Undecided =
        [
            ApplicationState.IntentSubmitted, ApplicationState.EngagementSubmitted, ApplicationState.UnderReview,
            ApplicationState.SelectionPending,
        ],
        Unfinished = [ApplicationState.Draft, ApplicationState.Preparation];
}
