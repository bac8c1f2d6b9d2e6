
namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> CloseCall(V1.CloseCallRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var call = await CallTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, call.Version);
            // In one query: what becomes undecided while this waits for its lock must not slip through between two.
            var open = await ApplicationTable.LockAll(transaction, id, [.. Undecided, .. Unfinished]);
            var waiting = open.Count(application => Undecided.Contains(application.State));
            var closed = call.Close(waiting, transaction.Now);
            CallTable.Save(transaction, call, closed);
            foreach (var unfinished in open)
                Lapse(transaction, unfinished);
            return closed.ToProto(transaction.Now);
        });
    }

    private static readonly ApplicationState[] Undecided =
        [ApplicationState.EngagementSubmitted, ApplicationState.UnderReview, ApplicationState.SelectionPending];

    private static readonly ApplicationState[] Unfinished = [ApplicationState.Draft, ApplicationState.Preparation];

    private static void Lapse(Transaction transaction, Application unfinished)
    {
        var lapsed = unfinished.Lapse(transaction.Now);
        ApplicationTable.Save(transaction, unfinished, lapsed);
        transaction.Announce(lapsed.ToApplicationLapsed());
    }
}
