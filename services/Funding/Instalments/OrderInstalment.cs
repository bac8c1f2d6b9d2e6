namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> OrderInstalment(
        V1.OrderInstalmentRequest request, ServerCallContext context) =>
        Change(request, context, request.Name, request.Etag, async step =>
        {
            var transaction = step.Transaction;
            var year = YearOf(BudgetYears.DayOf(transaction.Now), request.BudgetYear, transaction);
            var order = new PaymentOrder(request.MandateNumber.Trim(), year, transaction.Now);
            step.Change(one => one.OrderBy(transaction.Caller.Subject, order));
            step.Before.RequireCommitted();
            await RequireRoom(step, year);
            InstalmentTable.Use(transaction, ReferenceKind.Mandate, order.MandateNumber, step.Instalment);
        });

    /// <summary>Refuses what goes beyond the envelope's payment limit of the year (crédits de paiement).</summary>
    private static async Task RequireRoom(InstalmentStep step, int year)
    {
        var (instalment, transaction) = (step.Instalment, step.Transaction);
        if (step.Envelope.LimitOf(year, instalment.Kind) is not { } limit)
            return;
        var sum = await InstalmentTable.SumOfYear(transaction, step.Envelope.Id, instalment.Kind, year);
        if (sum + instalment.Cents - limit is > 0 and var missing)
            throw Errors.PaymentLimitExceeded(step.Before, instalment, year, missing);
    }
}
