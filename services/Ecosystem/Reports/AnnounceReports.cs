using Microsoft.Extensions.Options;
using ProjetK.Events;

namespace ProjetK.Ecosystem;

/// <summary>Tells of reports that will soon be due.</summary>
internal sealed class AnnounceReports(Database database, IOptions<ReportSettings> settings) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("ecosystem");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await ReportTable.ToAnnounce(database, settings.Value.Notice, cancellation),
        report => database.Run(
            Self, transaction => Announce(transaction, report.Territory, report.Year), cancellation,
            nameof(AnnounceReports)),
        cancellation);

    private async Task Announce(Transaction transaction, Guid territory, int year)
    {
        if (await ReportTable.Lock(transaction, territory, year) is not
            {
                State: ReportState.Due or ReportState.ChangesRequested, AnnounceTime: null,
            } report || report.DueTime > transaction.Now + settings.Value.Notice)
            return;
        var announced = report.Announce(transaction.Now);
        ReportTable.Save(transaction, report, announced);
        transaction.Announce(new ReportDue(
            territory, report.Application, year, report.DueTime, announced.Version));
    }
}
