using ReportState = ProjetK.Ecosystem.V1.Report.Types.State;

namespace ProjetK.Funding;

internal sealed partial class FundingService
{
    public override async Task<V1.Instalment> CertifyInstalment(
        V1.CertifyInstalmentRequest request, ServerCallContext context)
    {
        var (id, number) = ReadInstalmentName(request.Name);
        // Ecosystem is asked before the transaction: no lock is held while it answers.
        var accepted = await AskReport(id, number, context.CancellationToken);
        return await Change(request, context, request.Name, request.Etag, async step =>
        {
            var (grant, transaction) = (step.Before, step.Transaction);
            step.Change(one => one.Certify(transaction.Caller.Subject, transaction.Now));
            grant.RequireCommitted();
            if (step.Instalment.ReportYear is not { } year
                || await ReportTable.IsAccepted(transaction, grant.Application, year))
                return;
            if (!accepted)
                throw Errors.ReportMissing(grant, year);
            ReportTable.Add(transaction, grant.Application, year, transaction.Now);
        });
    }

    /// <summary>Whether the report that an instalment needs is accepted, or needless, where that was not heard
    /// yet.</summary>
    private async Task<bool> AskReport(Guid id, int number, CancellationToken cancellation)
    {
        if (await GrantTable.Find(database, id, alsoUnannounced: true, cancellation) is not { } grant
            || await InstalmentTable.Find(database, id, number, cancellation) is not
            { State: InstalmentState.Planned, ReportYear: { } year } due
            || due.DueTime > database.Now
            || await ReportTable.IsAccepted(database, grant.Application, year, cancellation))
            return false;
        try
        {
            var report = await ecosystem.GetReportAsync(
                new() { Name = $"territories/{grant.Territory}/reports/{year}" }, cancellationToken: cancellation);
            return report.State is ReportState.Accepted or ReportState.Waived;
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }
}
