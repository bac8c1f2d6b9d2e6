namespace ProjetK.Ecosystem;

/// <summary>Ends invitations that nobody answered in time, and forgets whom to reach where nothing else binds the
/// actor. Readers see the end at once; only the forgetting waits for this.</summary>
internal sealed class InvitationExpiry(Database database) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("ecosystem");

    public async Task Run(CancellationToken cancellation) => await OneByOne.Do(
        await CommitmentTable.Overdue(database, cancellation),
        commitment => database.Run(
            Self, transaction => Expire(transaction, commitment.Territory, commitment.Id), cancellation,
            nameof(InvitationExpiry)),
        cancellation);

    private static async Task Expire(Transaction transaction, Guid territory, Guid id)
    {
        // The actor is locked before asking whether something binds it: an invitation being written for it is then seen,
        // or waits.
        var commitment = await CommitmentTable.LockWithActor(transaction, territory, id);
        if (commitment is not { State: CommitmentState.Invited }
            || commitment.At(transaction.Now) is not { State: CommitmentState.Expired } expired)
            return;
        CommitmentTable.Save(transaction, commitment, expired);
        var actor = await ActorTable.Lock(transaction, expired.Actor);
        if (actor is { Contact: not null } && !await CommitmentTable.HasLive(transaction, actor.Id))
            ActorTable.Save(transaction, actor, actor.EraseContact(transaction.Now));
    }
}
