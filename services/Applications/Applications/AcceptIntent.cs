using ProjetK.Events;

namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> AcceptIntent(V1.AcceptIntentRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var accepted = application.AcceptIntent(transaction.Now);
            var call = await GetCall(transaction, application.Call);
            var communes = await CommuneTable.Find(transaction, application.Applicant.Communes, call.Vintage);
            // What was inside when the letter was submitted stays so for this application.
            var inside = await ParticipationTable.Inside(transaction, id);
            communes.ExceptBy(inside, commune => commune.Code).ToArray().RequirePerimeter(call, accepted.Population);
            ApplicationTable.Save(transaction, application, accepted);
            transaction.Announce(accepted.ToIntentAccepted(communes));
            return accepted.ToProto(transaction.Caller);
        });
    }
}
