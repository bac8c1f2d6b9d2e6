namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> CreateCall(V1.CreateCallRequest request, ServerCallContext context)
    {
        var call = (request.Call ?? new()).FromProto(request.CallId, database.Now, new Violations());
        return mutations.Run(request, context, async transaction =>
        {
            call = call with { CreateTime = transaction.Now, UpdateTime = transaction.Now };
            await CommuneTable.CheckExist(transaction, call.Perimeter, "call.perimeter");
            if (!await CallTable.Insert(transaction, call))
                throw CallErrors.AlreadyExists(call.Id);
            return call.ToProto(transaction.Now);
        });
    }
}
