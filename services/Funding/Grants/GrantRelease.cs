using ProjetK.Events;

namespace ProjetK.Funding;

/// <summary>Gives what is held for a grant back to its envelope, and says so.</summary>
internal static class GrantRelease
{
    /// <summary>Releases a grant that is locked.</summary>
    public static Task<Grant> Write(Transaction transaction, Grant grant, string reason) =>
        Write(transaction, grant, grant, reason);

    /// <summary>The same for one that changes in something else besides.</summary>
    public static async Task<Grant> Write(Transaction transaction, Grant grant, Grant changed, string reason)
    {
        var released = changed.Release(reason, transaction.Now);
        var envelope = await FundingService.LockEnvelope(transaction, grant);
        GrantTable.Save(transaction, grant, released);
        EnvelopeTable.Save(transaction, envelope, envelope.TakeBack(grant, Guid.CreateVersion7(), transaction.Now));
        transaction.Announce(new FundsReleased(
            released.Id, released.Application, released.Envelope, grant.HeldCents, released.UpdateTime,
            released.Version));
        return released;
    }
}
