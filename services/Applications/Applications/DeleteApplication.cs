using Google.Protobuf.WellKnownTypes;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<Empty> DeleteApplication(V1.DeleteApplicationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            application.RequireTheirs(context, transaction.Caller);
            Etag.CheckIfGiven(request.Etag, application.SeenBy(transaction.Caller).Version);
            ApplicationTable.Delete(transaction, application.Delete(transaction.Now));
            DocumentStore.DeleteAll(transaction, request.Name);
            return new Empty();
        });
    }
}
