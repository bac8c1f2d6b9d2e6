namespace ProjetK.Applications;

internal sealed partial class CallService
{
    public override async Task<V1.CallStatistics> GetCallStatistics(
        V1.GetCallStatisticsRequest request, ServerCallContext context)
    {
        var (id, cancellation) = (ResourceName.ParseOne(Pattern, request.Name), context.CancellationToken);
        var call = await CallTable.Get(database, id, context.GetCaller(), cancellation);
        var totals = await StatisticsTable.Totals(database, id, cancellation);
        return new()
        {
            Call = call.Name,
            Applications = totals.Applications,
            Communes = totals.Communes,
            Population = totals.Population,
            States = { await ApplicationTable.CountStates(database, id, cancellation) },
            Kinds = { await StatisticsTable.CountKinds(database, id, cancellation) },
            Themes = { await StatisticsTable.CountThemes(database, id, cancellation) },
            Epcis = { await StatisticsTable.CountEpcis(database, id, cancellation) },
            Delays = { await StatisticsTable.Delays(database, id, cancellation) },
        };
    }
}
