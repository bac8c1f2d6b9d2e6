namespace ProjetK.Applications;

/// <summary>Writes down what lapsed at its deadline, so that others hear of it; readers see it at once without
/// this.</summary>
internal sealed class WriteLapses(Database database) : IScheduledTask
{
    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await ApplicationTable.FindLapsed(database, cancellation),
        id => database.Run(
            Caller.OfService("applications"), transaction => Write(transaction, id), cancellation,
            nameof(Transition.Lapse)),
        cancellation);

    private static async Task Write(Transaction transaction, Guid id)
    {
        if (await ApplicationTable.LockLapsed(transaction, id) is { } application)
            ApplicationTable.Save(transaction, application, application.Lapse(transaction.Now));
    }
}
