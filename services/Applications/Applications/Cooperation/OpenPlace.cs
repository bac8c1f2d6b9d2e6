namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> OpenPlace(V1.OpenPlaceRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // Ecosystem is asked before the transaction: no lock is held while it answers.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        if (seen.Refusal(Transition.OpenPlace, database.Now) is null)
            await RequireCentralSite(seen, context);
        return await Change(request, request.Name, request.Etag, context, (application, transaction) =>
            Task.FromResult(application.Version == seen.Version
                ? application.OpenPlace(transaction.Now)
                : throw CommonErrors.EtagMismatch()));
    }

    private async Task RequireCentralSite(Application application, ServerCallContext context)
    {
        var territory = $"territories/{application.TerritoryId}";
        if (!await Ask(async () => (await ecosystem.ListSitesAsync(
            new() { Parent = territory, Central = true, PageSize = 1 },
            cancellationToken: context.CancellationToken)).Sites.Count > 0))
            throw Errors.CentralSiteMissing(territory);
    }
}
