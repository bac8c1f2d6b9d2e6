namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.Report> GetReport(V1.GetReportRequest request, ServerCallContext context)
    {
        var (caller, (territory, year)) = (context.GetCaller(), ReportWire.ReadName(request.Name));
        var report = await ReportTable.Find(
            database, territory, year, Ownership.OfReader(caller), context.CancellationToken);
        return report?.ToProto(caller, database.Now) ?? throw CommonErrors.NotFound(request.Name);
    }
}
