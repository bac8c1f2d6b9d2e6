namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Report> AcceptReport(
        V1.AcceptReportRequest request, ServerCallContext context) =>
        ChangeReport(request, request.Name, request.Etag, context, (report, transaction) =>
            report.Accept(transaction.Now));
}
