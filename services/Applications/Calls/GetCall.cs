
namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.Call> GetCall(V1.GetCallRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Pattern, request.Name);
        var call = await CallTable.Find(database, id, context.CancellationToken);
        return call is not null && call.IsVisibleTo(context.GetCaller())
            ? call.ToProto(database.Now)
            : throw CommonErrors.NotFound(request.Name);
    }
}
