namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override Task<V1.Instalment> CertifyInstalment(
        V1.CertifyInstalmentRequest request, ServerCallContext context) =>
        Change(request, context, request.Name, request.Etag, async step =>
        {
            var (grant, instalment, transaction) = (step.Before, step.Instalment, step.Transaction);
            step.Change(one => one.Certify(transaction.Caller.Subject, transaction.Now));
            grant.RequireCommitted();
            if (instalment.ReportYear is { } year
                && !await ReportTable.IsAccepted(transaction, grant.Application, year))
                throw Errors.ReportMissing(grant, year);
        });
}
