namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.SubmitEngagementResponse> SubmitEngagement(
        V1.SubmitEngagementRequest request, ServerCallContext context)
    {
        var id = ApplicationWire.ParseName(request.Name);
        // The other services are asked before the transaction: no lock is held while they answer.
        var seen = await ApplicationTable.Get(database, id, context.GetCaller(), context.CancellationToken);
        seen.RequireTheirs(context, context.GetCaller());
        var involvement = await AskInvolvement(seen, context);
        var estimate = seen is { State: ApplicationState.Preparation, Population.Value: { } population }
            ? await grants.Ask(seen.Call.Id, population, context.CancellationToken)
            : null;
        return await Change(request, request.Name, request.Etag, context, async (application, transaction) =>
            {
                if (application.Version != seen.Version)
                    throw CommonErrors.EtagMismatch();
                (await CommunesOf(application, transaction)).RequireCurrent("applicant");
                var submitted = application.SubmitEngagement(involvement, estimate!, transaction.Now);
                await Receipts.Write(transaction, submitted, LetterKind.Engagement);
                return submitted;
            },
            (submitted, transaction) => new V1.SubmitEngagementResponse
            {
                Receipt = submitted.ToReceipt(LetterKind.Engagement),
                Application = submitted.ToProto(transaction.Caller, transaction.Now),
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
            return answer.FromProto();
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            return Involvement.None;
        }
    }
}
