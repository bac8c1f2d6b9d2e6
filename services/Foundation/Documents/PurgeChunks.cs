namespace ProjetK.Foundation;

/// <summary>Forgets what was sent of documents whose sender, or whose service, broke off.</summary>
internal sealed class PurgeChunks(Database database) : IScheduledTask
{
    public Task Run(CancellationToken cancellation) => database.Run(
        Caller.OfService("documents"), DocumentTable.DropStale, cancellation, nameof(PurgeChunks));
}
