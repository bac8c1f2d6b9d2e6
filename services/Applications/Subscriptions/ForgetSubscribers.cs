namespace ProjetK.Applications;

/// <summary>Forgets addresses that were not confirmed in time.</summary>
internal sealed class ForgetSubscribers(Database database) : IScheduledTask
{
    public Task Run(CancellationToken cancellation) => database.Run(
        Caller.OfService("applications"), async transaction =>
        {
            if ((await SubscriberTable.ForgetUnconfirmed(transaction)).Count > 0)
                transaction.Record("services/applications", null, null, "subscribers");
        }, cancellation);
}
