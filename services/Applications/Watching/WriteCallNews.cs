namespace ProjetK.Applications;

/// <summary>Writes down what the public learns of calls, as news for those who watch: also what the clock alone
/// does.</summary>
internal sealed class WriteCallNews(Database database) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await ApplicationTable.FindNews(database, cancellation),
        call => Write(database, call, cancellation),
        cancellation);

    /// <summary>Writes the news of one call, if there are any.</summary>
    public static Task Write(Database database, string call, CancellationToken cancellation) => database.Run(
        Caller.OfService("applications"), transaction => Write(transaction, call), cancellation, nameof(WriteCallNews));

    private static async Task Write(Transaction transaction, string id)
    {
        var view = await CallViewTable.Lock(transaction, id);
        // Read after the lock: what somebody else wrote down meanwhile is no news.
        var (call, present) = await ApplicationTable.GetPublicState(transaction, id);
        var told = view?.State.Told == present.Told ? [] : await Told(transaction, call);
        if (view is null)
            CallViewTable.Begin(transaction, new(id, present, told.ToDictionary(
                one => ResourceName.ParseGuid(PublicApplicationWire.Pattern, one.Application.Name), one => one.Time), 0));
        else
        {
            var (next, news) = view.Next(call, present, told, transaction.Now);
            CallViewTable.Save(transaction, next, news);
        }
    }

    /// <summary>The decisions that are announced, the first announcement first.</summary>
    private static async Task<IReadOnlyList<(DateTimeOffset Time, V1.PublicApplication Application)>> Told(
        Transaction transaction, Call call)
    {
        var told = (await ApplicationTable.ListAnnounced(transaction, call.Id))
            .Where(application => application.Decision?.Announced is not null).ToList();
        var communes = await CommuneTable.Find(
            transaction, told.SelectMany(application => application.Applicant.Communes).Distinct(), call.Vintage);
        return
        [
            .. told.Select(application => (application.Decision!.Announced!.AnnounceTime!.Value,
                application.ToPublic(communes))).OrderBy(one => one.Item1),
        ];
    }
}
