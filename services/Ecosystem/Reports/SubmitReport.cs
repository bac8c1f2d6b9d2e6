using Google.Protobuf;

namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override Task<V1.Report> SubmitReport(V1.SubmitReportRequest request, ServerCallContext context) =>
        ChangeReport(request, request.Name, request.Etag, context, (report, transaction) => report.Submit(
            new(request.Summary.Trim(), request.Achievements.Trim(), request.Difficulties.Trim(),
                request.NextSteps.Trim()),
            transaction.Now));

    /// <summary>Takes a report from one state to the next: lock, etag, change, save and announce, reply.</summary>
    private Task<V1.Report> ChangeReport<TRequest>(
        TRequest request, string name, string etag, ServerCallContext context, Func<Report, Transaction, Report> change)
        where TRequest : class, IMessage<TRequest>
    {
        var (territory, year) = ReportWire.ReadName(name);
        return mutations.Run(request, context, async transaction =>
        {
            var report = await ReportTable.Lock(transaction, territory, year) ?? throw CommonErrors.NotFound(name);
            Etag.CheckIfGiven(etag, report.Version);
            var changed = change(report, transaction);
            ReportTable.Save(transaction, report, changed);
            return changed.ToProto(transaction.Caller, transaction.Now);
        });
    }
}
