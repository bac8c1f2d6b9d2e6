using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Tells, once, that the date of an instalment came.</summary>
internal sealed class AnnounceDueInstalments(Database database) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("funding");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await InstalmentTable.FindDue(database, cancellation),
        id => database.Run(Self, transaction => Announce(transaction, id), cancellation,
            nameof(AnnounceDueInstalments)),
        cancellation);

    private static async Task Announce(Transaction transaction, Guid id)
    {
        if (await GrantTable.Lock(transaction, id) is not { } grant)
            return;
        var now = transaction.Now;
        foreach (var due in grant.Instalments.Where(one => one.IsDue(now)))
        {
            InstalmentTable.MarkAnnounced(transaction, due, now);
            transaction.Announce(new InstalmentDue(
                grant.Id, grant.Application, grant.Territory, due.Number, EnumText.Of(due.Kind), due.Year, due.Cents,
                due.DueTime!.Value, due.Version));
        }
    }
}
