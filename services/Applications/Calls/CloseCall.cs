using Grpc.Core;
using ProjetK.ServiceDefaults;

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
            var waiting = await ApplicationTable.LockAll(transaction, id, Undecided);
            var closed = call.Close(waiting.Count, transaction.Now);
            CallTable.Save(transaction, closed);
            foreach (var unfinished in await ApplicationTable.LockAll(transaction, id, Unfinished))
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
        ApplicationTable.Save(transaction, lapsed);
        transaction.Announce(lapsed.ToApplicationLapsed());
    }
}
