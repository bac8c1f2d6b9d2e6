namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Report> RequestReportChanges(
        V1.RequestReportChangesRequest request, ServerCallContext context) =>
        ChangeReport(request, request.Name, request.Etag, context, (report, transaction) =>
            report.RequestChanges(request.Reason.Trim(), transaction.Now));
}
