namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListIndicatorsResponse> ListIndicators(
        V1.ListIndicatorsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request);
        var territory = Names.ReadParent(request.Parent);
        var indicators = await IndicatorTable.List(
            database, territory, request.Indicator is { Length: > 0 } one ? one : null,
            Ownership.OfReader(context.GetCaller()), page, context.CancellationToken);
        if (indicators.Count == 0 && territory is { } id)
            await RequireTerritory(id, request.Parent, Reach.Everything, context.CancellationToken);
        var next = page.Cut(indicators, indicator => (indicator.Measured, indicator.Territory, indicator.Year));
        return new() { Indicators = { indicators.Select(indicator => indicator.ToProto()) }, NextPageToken = next };
    }
}
