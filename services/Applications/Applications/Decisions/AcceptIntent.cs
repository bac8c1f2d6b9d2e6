namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> AcceptIntent(V1.AcceptIntentRequest request, ServerCallContext context) =>
        Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            var communes = await CommunesOf(application, transaction);
            var accepted = application.AcceptIntent(communes, transaction.Now);
            // What was inside when the letter was submitted stays so for this application.
            var inside = await ParticipationTable.Inside(transaction, application.Id);
            communes.ExceptBy(inside, commune => commune.Code).ToArray()
                .RequirePerimeter(application.Call, application.Population);
            return accepted;
        });
}
