using OpenIddict.Abstractions;

namespace ProjetK.Identity;

/// <summary>Deletes what is kept no longer, and tokens that are of no use any more.</summary>
internal sealed partial class Purge(
    Database database, RetentionSettings retention, Letters letters, IServiceScopeFactory scopes,
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
                await Try(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    private async Task Try(CancellationToken stopping)
    {
        try
        {
            await Run(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            Postponed(logger, failure.GetType().Name);
        }
    }

    private async Task Run(CancellationToken stopping)
    {
        var now = database.Now;
        await database.Run(Self, transaction =>
        {
            InvitationTable.Purge(transaction, now - retention.Invitations);
            AccessRequestTable.Purge(transaction, now - retention.AccessRequests);
            MailTable.Purge(transaction, Invitation.Lifetime);
            return Task.CompletedTask;
        }, stopping);
        await LockOutTable.Purge(database, retention.SignInFailures, stopping);
        foreach (var id in await PersonTable.Overdue(database, now - retention.RevokedPeople, stopping))
            await database.Run(Self, transaction => Erase(transaction, id), stopping);
        await using var scope = scopes.CreateAsyncScope();
        var before = TimeProvider.System.GetUtcNow() - Tokens;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, stopping);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, stopping);
    }

    private async Task Erase(Transaction transaction, Guid id)
    {
        // Somebody may have invited them back meanwhile.
        if (await PersonTable.LockAmongAdministrators(transaction, id) is ({ State: PersonState.Revoked } person, _))
            Erasure.Erase(transaction, person, letters);
    }

    [LoggerMessage(LogLevel.Warning, "What is overdue was not deleted; it is looked at again soon: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
