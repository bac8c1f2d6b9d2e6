namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override async Task<V1.Exchange> GetExchange(V1.GetExchangeRequest request, ServerCallContext context)
    {
        var ids = ExchangeWire.Parse(Exchange.Pattern, request.Name);
        var (application, isStaff) = await Reader(ids.Application, context);
        var exchange = await ExchangeTable.FindExchange(database, application, ids.Id, context.CancellationToken);
        return exchange?.ToProto(isStaff) ?? throw CommonErrors.NotFound(request.Name);
    }
}
