
namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override Task<V1.Call> PublishCall(V1.PublishCallRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne(Pattern, request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var call = await CallTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, call.Version);
            var published = call.Publish(await CommuneTable.FindVintage(transaction), transaction.Now);
            CallTable.Save(transaction, call, published);
            transaction.Announce(published.ToPublished());
            return published.ToProto(transaction.Now);
        });
    }
}
