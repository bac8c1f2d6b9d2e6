
namespace ProjetK.Ecosystem;

/// <summary>Ends invitations that nobody answered in time, and forgets whom to reach where nothing else binds the
/// actor. Readers see the end at once; only the forgetting waits for this.</summary>
internal sealed partial class InvitationExpiry(Database database, ILogger<InvitationExpiry> logger) : BackgroundService
{
    private static readonly Caller Self = Caller.OfService("ecosystem");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly Complaint complaint = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await Wait(timer, stoppingToken))
        {
            try
            {
                foreach (var (territory, id) in await CommitmentTable.Overdue(database, stoppingToken))
                    await database.Run(
                        Self, transaction => Expire(transaction, territory, id), stoppingToken,
                        nameof(InvitationExpiry));
                complaint.Forget();
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                if (complaint.IsNews(failure.GetBaseException().Message))
                    Failed(logger, failure.GetBaseException().Message);
            }
        }
    }

    private static async Task Expire(Transaction transaction, Guid territory, Guid id)
    {
        var commitment = await CommitmentTable.Lock(transaction, territory, id);
        if (commitment is not { State: CommitmentState.Invited }
            || commitment.At(transaction.Now) is not { State: CommitmentState.Expired } expired)
            return;
        CommitmentTable.Save(transaction, commitment, expired);
        // Locked before asking: an invitation being written for this actor is then seen, or waits.
        var actor = await ActorTable.Lock(transaction, expired.Actor);
        if (actor is { Contact: not null } && !await CommitmentTable.HasLive(transaction, actor.Id))
            ActorTable.Save(transaction, actor, actor.EraseContact(transaction.Now));
    }

    private static async Task<bool> Wait(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Invitations could not be ended; they are looked at again soon: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
