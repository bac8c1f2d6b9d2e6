namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Indicator> RecordIndicator(V1.RecordIndicatorRequest request, ServerCallContext context)
    {
        var id = ResourceName.ParseGuid(Territory.Pattern, request.Parent, "parent");
        return mutations.Run(request, context, async transaction =>
        {
            await TerritoryTable.LockTheirs(transaction, id);
            var measured = request.Indicator.Read(id, transaction.Now);
            var before = await IndicatorTable.Find(transaction, id, measured.Measured, measured.Year);
            var measure = before?.Correct(measured, transaction.Now) ?? measured;
            IndicatorTable.Save(transaction, before, measure);
            return (measure with { Earlier = await IndicatorTable.FindEarlier(transaction, measure) }).ToProto();
        });
    }
}
