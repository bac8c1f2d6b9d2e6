
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> StartReview(V1.StartReviewRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var underReview = application.StartReview(transaction.Now);
            ApplicationTable.Save(transaction, application, underReview);
            return underReview.ToProto(transaction.Caller);
        });
    }
}
