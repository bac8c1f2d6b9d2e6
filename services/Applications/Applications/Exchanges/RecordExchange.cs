namespace ProjetK.Applications;

internal sealed partial class ApplicationService
{
    public override Task<V1.Exchange> RecordExchange(V1.RecordExchangeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Guid(ApplicationWire.Pattern, request.Parent, "parent");
        var day = violations.Day(request.Exchange.Date, "exchange.date");
        violations.Require(
            day is null || day <= Paris.DayOf(database.Now), "exchange.date", "must not lie in the future.");
        violations.ThrowIfAny();
        return mutations.Run(request, context, async transaction =>
        {
            var application = await ApplicationTable.Lock(transaction, id);
            var author = await AuthorOf(application, transaction);
            var exchange = new Exchange(
                Guid.CreateVersion7(), id, day!.Value, [.. request.Exchange.People.Select(one => one.Trim())],
                request.Exchange.Minutes.Trim(), [.. request.Exchange.Decisions.Select(one => one.Trim())], author,
                transaction.Now);
            ExchangeTable.Insert(transaction, application, exchange);
            Tell(transaction, NotificationKind.ExchangeRecorded, application, author);
            return exchange.ToProto(author.IsStaff);
        });
    }
}
