using OpenIddict.Abstractions;

namespace ProjetK.Identity;

/// <summary>Deletes what is kept no longer, and tokens that are of no use any more. What fails keeps nothing else from
/// being deleted.</summary>
internal sealed class Purge(
    Database database, RetentionSettings retention, MailTexts mails, IOpenIddictTokenManager tokens,
    IOpenIddictAuthorizationManager authorizations) : IScheduledTask
{
    private static readonly Caller Self = Caller.OfService("identity");

    /// <summary>Beyond the life of a refresh token, whose reuse must be noticed.</summary>
    private static readonly TimeSpan Tokens = TimeSpan.FromDays(15);

    public Task Run(CancellationToken cancellation)
    {
        var now = database.Now;
        Func<Task>[] steps =
        [
            () => PurgeAnswers(now, cancellation),
            () => LockOutTable.Purge(database, retention.SignInFailures, cancellation),
            () => SessionTable.Purge(database, cancellation),
            () => ErasePeople(now - retention.RevokedPeople, cancellation),
            () => PruneTokens(cancellation),
        ];
        return OneByOne.Do(steps, step => step(), cancellation);
    }

    private Task PurgeAnswers(DateTimeOffset now, CancellationToken cancellation) => database.Run(Self, transaction =>
    {
        InvitationTable.Purge(transaction, now - retention.Invitations);
        AccessRequestTable.Purge(transaction, now - retention.AccessRequests);
        return Task.CompletedTask;
    }, cancellation);

    private async Task ErasePeople(DateTimeOffset before, CancellationToken cancellation)
    {
        // A page after the other, so that those who cannot be erased do not stand before the others.
        var overdue = new List<Guid>();
        for (var page = await PersonTable.Overdue(database, before, Guid.Empty, cancellation); page.Count > 0;
            page = await PersonTable.Overdue(database, before, page[^1], cancellation))
            overdue.AddRange(page);
        await OneByOne.Do(
            overdue, id => database.Run(Self, transaction => Erase(transaction, id), cancellation), cancellation);
    }

    private async Task Erase(Transaction transaction, Guid id) => await Erasure.Erase(transaction, id, person =>
    {
        // Somebody may have invited them back meanwhile.
        if (person.State != PersonState.Revoked)
            throw Errors.WrongState(person.Name, person.State, PersonState.Revoked);
    }, mails);

    private async Task PruneTokens(CancellationToken cancellation)
    {
        var before = TimeProvider.System.GetUtcNow() - Tokens;
        await tokens.PruneAsync(before, cancellation);
        await authorizations.PruneAsync(before, cancellation);
    }
}
