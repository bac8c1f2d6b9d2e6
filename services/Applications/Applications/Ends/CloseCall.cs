namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> CloseCall(V1.CloseCallRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, async (transaction, call) =>
        {
            // In one query: what becomes undecided while this waits for its lock must not slip through between two.
            var all = await ApplicationTable.LockAll(transaction, call.Id, Enum.GetValues<ApplicationState>());
            var now = transaction.Now;
            var waiting = Undecided(all, [ApplicationState.IntentSubmitted, .. Judged]);
            if (all.Count(application => application.Announce(now) is not null) is > 0 and var untold)
                waiting["NOT_ANNOUNCED"] = untold;
            var closed = call.Close(waiting, now);
            foreach (var application in all.Where(application => Unfinished.Contains(application.State)))
                ApplicationTable.Save(transaction, application, application.State == ApplicationState.Waitlisted
                    ? application.Reject(Texts.NoPlaceBecameFree.Wording, "", now).Announce(now)!
                    : application.Lapse(now));
            return closed;
        });

    private static readonly ApplicationState[] Unfinished =
        [ApplicationState.Draft, ApplicationState.Preparation, ApplicationState.Waitlisted];
}
