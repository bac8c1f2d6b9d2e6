namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Application> StartCooperation(
        V1.StartCooperationRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // The other services are asked before the transaction: no lock is held while they answer.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        if (seen.Refusal(Transition.StartCooperation, database.Now) is null)
        {
            await RequireSupportTeam(seen, context);
            await RequireCommittedGrant(seen, context);
        }
        return await Change(request, request.Name, request.Etag, context, (application, transaction) =>
            Task.FromResult(application.Version == seen.Version
                ? application.StartCooperation(transaction.Now)
                : throw CommonErrors.EtagMismatch()));
    }

    private async Task RequireSupportTeam(Application application, ServerCallContext context)
    {
        var territory = $"territories/{application.TerritoryId}";
        if (!await Ask(async () => (await ecosystem.GetSupportTeamAsync(
            new() { Name = $"{territory}/support" }, cancellationToken: context.CancellationToken)).Complete))
            throw Errors.SupportTeamIncomplete(territory);
    }

    /// <summary>What Ecosystem says of a territory; no while it has not heard of it.</summary>
    private static async Task<bool> Ask(Func<Task<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }
}
