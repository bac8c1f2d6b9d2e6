namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Exchange> GetExchange(V1.GetExchangeRequest request, ServerCallContext context)
    {
        var (of, id) = ResourceName.ParseGuids(Exchange.Pattern, request.Name);
        var (application, isStaff) = await Reader(of, context);
        var exchange = await ExchangeTable.FindExchange(database, application, id, context.CancellationToken);
        return exchange?.ToProto(isStaff) ?? throw CommonErrors.NotFound(request.Name);
    }
}
