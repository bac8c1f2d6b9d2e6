namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> RecordRecovery(V1.RecordRecoveryRequest request, ServerCallContext context)
    {
        var (day, cents) = (PastDay(request.RecoveryDate, "recovery_date"), ReadRecovery(request));
        return Change(request, context, request.Name, request.Etag, step =>
        {
            var (transaction, grant) = (step.Transaction, step.Before);
            var year = YearOf(day, request.BudgetYear, transaction);
            var recovered = step.Change(one => one.Recover(cents, request.Reason.Trim(), transaction.Now));
            RequireNotBefore(step, day, "recovery_date");
            if (request.TitleNumber.Trim() is { Length: > 0 } title)
                InstalmentTable.Use(transaction, ReferenceKind.Title, title, recovered);
            step.Move((envelope, id) => envelope.Recover(grant, recovered, cents, new(transaction.Now, day, year), id));
            return Task.CompletedTask;
        });
    }

    private static long ReadRecovery(V1.RecordRecoveryRequest request)
    {
        var violations = new Violations();
        var cents = violations.Cents(request.Amount, "amount", Envelope.LargestAmountCents);
        violations.Require(violations.Any || cents > 0, "amount", "must be more than zero.");
        violations.ThrowIfAny();
        return cents;
    }
}
