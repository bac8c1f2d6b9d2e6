namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Report> WaiveReport(
        V1.WaiveReportRequest request, ServerCallContext context) =>
        ChangeReport(request, request.Name, request.Etag, context, (report, transaction) =>
            report.Waive(transaction.Caller.Subject, request.Reason.Trim(), transaction.Now));
}
