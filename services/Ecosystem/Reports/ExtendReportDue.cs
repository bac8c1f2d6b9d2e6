namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Report> ExtendReportDue(
        V1.ExtendReportDueRequest request, ServerCallContext context) =>
        ChangeReport(request, request.Name, request.Etag, context, (report, transaction) =>
            report.Extend(request.DueTime.ToDateTimeOffset(), transaction.Now));
}
