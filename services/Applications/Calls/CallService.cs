using Google.Protobuf;

namespace ProjetK.Applications;

/// <summary>The waves of the appel à coopération.</summary>
internal sealed partial class CallService(
    Database database, Mutations mutations, CallNewsFeed feed, Subscribers subscribers, CommuneMemory communes)
    : V1.CallService.CallServiceBase
{
    private const string Pattern = "calls/{call}";

    /// <summary>Changes a call: lock, etag, change, save, reply.</summary>
    private Task<V1.Call> Change<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context,
        Func<Transaction, Call, Task<Call>> change)
        where TRequest : class, IMessage<TRequest>
    {
        var id = ResourceName.ParseOne(Pattern, name);
        return mutations.Run(request, context, async transaction =>
        {
            var call = await CallTable.Lock(transaction, id);
            Etag.CheckIfGiven(etag, call.Version);
            var changed = await change(transaction, call);
            CallTable.Save(transaction, call, changed);
            return changed.ToProto(transaction.Now);
        });
    }
}
