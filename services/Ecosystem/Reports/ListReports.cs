namespace ProjetK.Ecosystem;

internal sealed partial class EcosystemService
{
    public override async Task<V1.ListReportsResponse> ListReports(
        V1.ListReportsRequest request, ServerCallContext context)
    {
        var (caller, page, now) = (context.GetCaller(), Page.Of(request), database.Now);
        var territory = Names.ReadParent(request.Parent);
        var reports = await ReportTable.List(
            database, territory, EnumText.OrNull(request.State), Ownership.OfReader(caller), page,
            context.CancellationToken);
        if (reports.Count == 0 && territory is { } one)
            await RequireTerritory(one, request.Parent, Reach.Everything, context.CancellationToken);
        var next = page.Cut(reports, report => (report.DueTime, report.Id));
        return new() { Reports = { reports.Select(report => report.ToProto(caller, now)) }, NextPageToken = next };
    }
}
