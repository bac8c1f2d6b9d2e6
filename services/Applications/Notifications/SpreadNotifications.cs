namespace ProjetK.Applications;

/// <summary>Decides to whom mails tell what happened, and when: who has an account at that moment, each by their
/// rhythm.</summary>
internal sealed class SpreadNotifications(Database database, MailAddresses addresses) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await NotificationTable.FindUnspread(database, cancellation), one => Spread(one, cancellation), cancellation);

    private async Task Spread(Notification one, CancellationToken cancellation)
    {
        var people = new HashSet<Guid>();
        foreach (var commune in one.Communes.Cast<string?>().DefaultIfEmpty(null))
            people.UnionWith(await addresses.Of(EnumText.Of(one.Role), commune, cancellation));
        await database.Run(Caller.OfService("applications"), async transaction =>
        {
            var rhythms = await NotificationTable.RhythmsOf(transaction, [.. people]);
            var times = people.Select(person => (Person: person, Time: rhythms
                .GetValueOrDefault(person, Rhythm.AtOnce).SendTime(one.Kind, one.CreateTime)));
            NotificationTable.Spread(
                transaction, one.Id,
                times.Where(to => to.Time is not null).OrderBy(to => to.Person).Select(to => (to.Person, to.Time!.Value)));
        }, cancellation);
    }
}
