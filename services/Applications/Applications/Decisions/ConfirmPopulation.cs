namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Application> ConfirmPopulation(
        V1.ConfirmPopulationRequest request, ServerCallContext context)
    {
        if (request.Population < 1)
            throw CommonErrors.InvalidField("population", "must be at least 1.");
        var reason = Reason(request.Reason);
        return Change(request, request.Name, request.Etag, context, async (application, transaction) =>
        {
            var communes = await CommunesOf(application, transaction);
            var max = communes.Aggregate((int?)0, (sum, one) => sum + one.Inhabitants(application.Call.Basis));
            return application.ConfirmPopulation(request.Population, max, reason, transaction.Now);
        });
    }
}
