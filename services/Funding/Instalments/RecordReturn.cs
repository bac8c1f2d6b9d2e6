namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> RecordReturn(V1.RecordReturnRequest request, ServerCallContext context)
    {
        var day = PastDay(request.ReturnDate, "return_date");
        return Change(request, context, request.Name, request.Etag, step =>
        {
            var (transaction, grant) = (step.Transaction, step.Before);
            var year = YearOf(day, request.BudgetYear, transaction);
            var returned = step.Change(one => one.Return(request.Reason.Trim(), transaction.Now));
            RequireNotBefore(step, day, "return_date");
            step.Move((envelope, id) => envelope.Return(grant, returned, new(transaction.Now, day, year), id));
            transaction.Announce(grant.Returned(returned));
            return Task.CompletedTask;
        });
    }
}
