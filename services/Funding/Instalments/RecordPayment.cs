namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> RecordPayment(V1.RecordPaymentRequest request, ServerCallContext context)
    {
        var day = PastDay(request.PaymentDate, "payment_date");
        return Change(request, context, request.Name, request.Etag, async step =>
        {
            var (transaction, grant) = (step.Transaction, step.Before);
            var asked = request.BudgetYear == 0 && step.Instalment.Order is { } order
                && budgetYears.Takes(day, order.BudgetYear)
                    ? order.BudgetYear
                    : request.BudgetYear;
            var year = YearOf(day, asked, transaction);
            var (commune, siret) = grant.BeneficiaryAt(BudgetYears.EndOf(day));
            var payment = new Payment(request.TreasuryReference.Trim(), day, year, commune, siret);
            var paid = step.Change(one => one.Pay(payment, transaction.Now));
            if (year != step.Instalment.Order!.BudgetYear)
                await RequireRoom(step, year);
            InstalmentTable.Use(transaction, ReferenceKind.Treasury, payment.TreasuryReference, paid);
            step.Move((envelope, id) => envelope.Pay(grant, paid, new(transaction.Now, day, year), id));
            transaction.Announce(grant.Paid(paid));
        });
    }
}
