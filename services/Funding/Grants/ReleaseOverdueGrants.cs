namespace ProjetK.Funding;

/// <summary>Gives back what is held for grants whose agreement was not signed in time.</summary>
internal sealed class ReleaseOverdueGrants(Database database) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("funding");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await GrantTable.FindOverdue(database, cancellation),
        id => database.Run(Self, transaction => Release(transaction, id), cancellation, nameof(ReleaseOverdueGrants)),
        cancellation);

    private static async Task Release(Transaction transaction, Guid id)
    {
        if (await GrantTable.Lock(transaction, id) is { State: GrantState.Reserved } grant
            && grant.AgreementDeadlineTime < transaction.Now)
            await GrantRelease.Write(transaction, grant, Texts.ReleaseNotSigned);
    }
}
