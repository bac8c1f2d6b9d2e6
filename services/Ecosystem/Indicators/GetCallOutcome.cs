namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.CallOutcome> GetCallOutcome(
        V1.GetCallOutcomeRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseOne("callOutcomes/{call}", request.Name);
        var call = await calls.Find(id, context.CancellationToken) ?? throw CommonErrors.NotFound(request.Name);
        var measures = await IndicatorTable.OfCall(database, id, context.CancellationToken);
        var targets = call.Targets.Select(target => Judge(target, measures)).ToList();
        return new()
        {
            Name = request.Name,
            Targets = { targets },
            State = (V1.CallOutcome.Types.State)Target.Join([.. targets.Select(target => (OutcomeState)target.State)]),
        };
    }

    private static V1.CallOutcome.Types.Target Judge(
        Target target, IReadOnlyList<(Guid Territory, Indicator? Measure)> measures)
    {
        var judged = measures.Select(row => row.Territory).Distinct().Select(territory => Judge(
            target, territory, measures.FirstOrDefault(row =>
                row.Territory == territory && row.Measure?.Measured == target.Indicator).Measure)).ToList();
        return new()
        {
            Indicator = target.Indicator,
            Title = target.Title,
            Value = IndicatorWire.Text(target.Value),
            Unit = target.Unit,
            Measures = { judged },
            State = (V1.CallOutcome.Types.State)Target.Join([.. judged.Select(one => (OutcomeState)one.State)]),
        };
    }

    private static V1.CallOutcome.Types.Measure Judge(Target target, Guid territory, Indicator? measure) => new()
    {
        Territory = Territory.NameOf(territory),
        Year = measure?.Year ?? 0,
        Value = measure is null ? "" : IndicatorWire.Text(decimal.Round(target.Compared(measure), 6)),
        State = (V1.CallOutcome.Types.State)target.Judge(measure),
    };
}
