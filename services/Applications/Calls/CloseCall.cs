using Grpc.Core;
using ProjetK.ServiceDefaults;
using static ProjetK.Applications.ApplicationState;

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
            var open = await ApplicationTable.LockAll(
                transaction, id, Draft, Preparation, EngagementSubmitted, UnderReview, SelectionPending);
            var unfinished = open.Where(application => application.State is Draft or Preparation).ToArray();
            var closed = call.Close(waiting: open.Count - unfinished.Length, transaction.Now);
            CallTable.Save(transaction, closed);
            foreach (var application in unfinished)
                Lapse(transaction, application);
            return closed.ToProto(transaction.Now);
        });
    }

    private static void Lapse(Transaction transaction, Application application)
    {
        var lapsed = application.Lapse(transaction.Now);
        ApplicationTable.Save(transaction, lapsed);
        transaction.Announce(lapsed.ToApplicationLapsed());
    }
}
