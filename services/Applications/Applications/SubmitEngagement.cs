
namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.SubmitEngagementResponse> SubmitEngagement(
        V1.SubmitEngagementRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // The other services are asked before the transaction: no lock is held while they answer.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        seen.Applicant.RequireLead(context.GetCaller());
        var involvement = await AskInvolvement(seen, context);
        var estimate = seen is { State: ApplicationState.Preparation, Population.Value: { } population }
            ? await grants.Ask(seen.Call, population, context.CancellationToken)
            : null;
        return await mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            application.Applicant.RequireLead(transaction.Caller);
            Etag.CheckIfGiven(request.Etag, application.Version);
            var call = await GetCall(transaction, application.Call);
            if (application.Version != seen.Version)
                throw CommonErrors.EtagMismatch();
            var communes = await CommuneTable.Find(transaction, application.Applicant.Communes, call.Vintage);
            communes.RequireCurrent("applicant");
            var submitted = application.SubmitEngagement(call, involvement, estimate!, transaction.Now);
            ApplicationTable.Save(transaction, application, submitted);
            return new V1.SubmitEngagementResponse
            {
                Receipt = submitted.Receipt(LetterKind.Engagement),
                Application = submitted.ToProto(transaction.Caller),
            };
        });
    }

    /// <summary>Actors that confirmed their part; none while the territory is not open.</summary>
    private async Task<Involvement> AskInvolvement(Application application, ServerCallContext context)
    {
        if (application.State != ApplicationState.Preparation || application.TerritoryId is not { } territory)
            return Involvement.None;
        try
        {
            var answer = await ecosystem.GetInvolvementAsync(
                new() { Name = $"territories/{territory}" }, cancellationToken: context.CancellationToken);
            return Involvement.Of(answer);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            return Involvement.None;
        }
    }
}
