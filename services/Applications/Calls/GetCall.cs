namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Call> GetCall(V1.GetCallRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Pattern, request.Name);
        var call = await CallTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        return call.ToProto(database.Now);
    }
}
