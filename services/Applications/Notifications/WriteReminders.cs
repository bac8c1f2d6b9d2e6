namespace ProjetK.Applications;

/// <summary>Reminds applicants of deadlines, 14, 7 and 2 days before. The key of a reminder is unique, so none is
/// written twice, whoever runs this.</summary>
internal sealed class WriteReminders(Database database) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("applications");

    public async Task Run(CancellationToken cancellation)
    {
        var open = await ApplicationTable.ListDueIn(database, Notification.DaysBefore, cancellation);
        var due = open.Select(one => (one.Id, Key: Notification.Reminding(one, database.Now)?.Reminder))
            .Where(one => one.Key is not null).ToList();
        var written = due.Count == 0 ? []
            : await NotificationTable.FindReminders(database, [.. due.Select(one => one.Key!)], cancellation);
        await OneByOne.Do(
            [.. due.Where(one => !written.Contains(one.Key!))],
            one => database.Run(Self, transaction => Write(transaction, one.Id), cancellation), cancellation);
    }

    /// <summary>It may have been submitted meanwhile: decided again with the application locked.</summary>
    private static async Task Write(Transaction transaction, Guid id)
    {
        var application = await ApplicationTable.Lock(transaction, id);
        if (Notification.Reminding(application, transaction.Now) is { } reminder)
            NotificationTable.Insert(transaction, reminder);
    }
}
