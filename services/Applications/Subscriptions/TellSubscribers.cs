namespace ProjetK.Applications;

/// <summary>Writes to subscribers what they want to be told, some in each transaction: who dies in between goes on where
/// the last commit was, and nobody is told twice.</summary>
internal sealed class TellSubscribers(Database database, Subscribers subscribers) : IScheduledTask
{
    private const int Most = 100;
    private static readonly Caller Self = Caller.OfService("applications");

    public async Task Run(CancellationToken cancellation)
    {
        await database.Run(
            Self, transaction => SubscriberNewsTable.WriteOpened(transaction), cancellation);
        while (await database.Run(Self, transaction => TellSome(transaction), cancellation))
        {
        }
    }

    /// <summary>False when nobody has anything to be told.</summary>
    private async Task<bool> TellSome(Transaction transaction)
    {
        if (await SubscriberNewsTable.Take(transaction) is not { } news)
            return false;
        var call = await CallTable.GetShared(transaction, news.CallId);
        var some = await subscribers.Next(transaction, news.After, Most);
        foreach (var subscriber in some)
            subscribers.Write(transaction, subscriber, news, call);
        SubscriberNewsTable.Told(transaction, news, some.Count == Most ? some[^1].Id : null);
        return true;
    }
}
