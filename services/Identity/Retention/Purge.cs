using OpenIddict.Abstractions;

namespace ProjetK.Identity;

/// <summary>Deletes what is kept no longer, and tokens that are of no use any more. What fails is tried again next time
/// and keeps nothing else from being deleted.</summary>
internal sealed partial class Purge(
    Database database, RetentionSettings retention, MailTexts mails, IServiceScopeFactory scopes,
    ILogger<Purge> logger) : BackgroundService
{
    private static readonly Caller Self = Caller.OfService("identity");

    /// <summary>Beyond the life of a refresh token, whose reuse must be noticed.</summary>
    private static readonly TimeSpan Tokens = TimeSpan.FromDays(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(retention.Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Run(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task Run(CancellationToken stopping)
    {
        var now = database.Now;
        await Try("answers", () => PurgeAnswers(now, stopping), stopping);
        await Try(
            "failures to sign in", () => LockOutTable.Purge(database, retention.SignInFailures, stopping), stopping);
        await Try("sessions", () => SessionTable.Purge(database, stopping), stopping);
        await Try("people", () => ErasePeople(now - retention.RevokedPeople, stopping), stopping);
        await Try("tokens", () => PruneTokens(stopping), stopping);
    }

    private Task PurgeAnswers(DateTimeOffset now, CancellationToken stopping) => database.Run(Self, transaction =>
    {
        InvitationTable.Purge(transaction, now - retention.Invitations);
        AccessRequestTable.Purge(transaction, now - retention.AccessRequests);
        MailTable.Purge(transaction, Invitation.Lifetime);
        return Task.CompletedTask;
    }, stopping);

    private async Task ErasePeople(DateTimeOffset before, CancellationToken stopping)
    {
        // A page after the other, so that those who cannot be erased do not stand before the others.
        for (var page = await PersonTable.Overdue(database, before, Guid.Empty, stopping); page.Count > 0;
            page = await PersonTable.Overdue(database, before, page[^1], stopping))
            foreach (var id in page)
                await Try(
                    "a person", () => database.Run(Self, transaction => Erase(transaction, id), stopping), stopping);
    }

    private async Task Erase(Transaction transaction, Guid id) => await Erasure.Erase(transaction, id, person =>
    {
        // Somebody may have invited them back meanwhile.
        if (person.State != PersonState.Revoked)
            throw Errors.WrongState(person.Name, person.State, PersonState.Revoked);
    }, mails);

    private async Task PruneTokens(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = TimeProvider.System.GetUtcNow() - Tokens;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, stopping);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, stopping);
    }

    private async Task Try(string what, Func<Task> delete, CancellationToken stopping)
    {
        try
        {
            await delete();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            Postponed(logger, what, failure.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Overdue data ({What}) were not deleted; it is tried again soon: {Reason}")]
    private static partial void Postponed(ILogger logger, string what, string reason);
}
