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
            var closed = call.Close(waiting: 0, transaction.Now);
            CallTable.Save(transaction, closed);
            return closed.ToProto(transaction.Now);
        });
    }
}
