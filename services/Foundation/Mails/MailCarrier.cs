using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProjetK.Foundation;

/// <summary>Sends the mails that wait, again and again until each is on its way or cannot be delivered.</summary>
internal sealed partial class MailCarrier(
    Database database, KeySeal seal, MailSettings settings, MailAddresses addresses, MailSender sender,
    IEnumerable<MailSettled> settled, ILogger<MailCarrier> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Complaint complaint = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await CarryAll(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops; what was not sent waits.
        }
    }

    private async Task CarryAll(CancellationToken stopping)
    {
        try
        {
            while (await MailTable.Claim(database, settings, stopping) is { } mail)
                await Carry(mail, stopping);
            complaint.Forget();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (complaint.IsNews(Why(failure)))
                Unreadable(logger, Why(failure));
        }
    }

    private async Task Carry(ClaimedMail mail, CancellationToken stopping)
    {
        using var span = Meters.Activities.StartActivity($"carry mail {mail.Kind}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        // Before the lease ends, so that no two carriers send the same mail at once.
        limit.CancelAfter(settings.Lease * 0.75);
        try
        {
            if (mail.Role is { } role)
                await Divide(mail, await addresses.Of(role, mail.Commune, limit.Token), stopping);
            else
                await Send(mail, limit.Token, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            await Fail(mail, failure, stopping);
        }
    }

    private async Task Send(ClaimedMail mail, CancellationToken limit, CancellationToken stopping)
    {
        var (email, name, subject, text) = MailTable.Open(seal, mail.Sealed);
        var to = mail.Person is { } person ? await addresses.Of(person, limit) : new(email!, name!);
        if (to is null)
        {
            await End(mail.Id, MailOutcome.Bounced, stopping);
            return;
        }
        await sender.Send(mail.Id, to, subject, text.Replace(Mail.Name, to.DisplayName), limit);
        CrashPoints.Pass(CrashPoint.CarrierBeforeDelete);
        await End(mail.Id, MailOutcome.Sent, stopping);
    }

    /// <summary>In one transaction: whoever dies before its commit has sent nothing.</summary>
    private Task Divide(ClaimedMail mail, IReadOnlyList<Guid> people, CancellationToken stopping) =>
        database.Run(Caller.Nobody, transaction =>
        {
            MailTable.Divide(transaction, mail, people);
            return Task.CompletedTask;
        }, stopping);

    private Task End(Guid id, MailOutcome outcome, CancellationToken stopping) =>
        database.Run(Caller.Nobody, transaction =>
        {
            MailTable.Delete(transaction, id);
            Tell(transaction, id, outcome);
            return Task.CompletedTask;
        }, stopping);

    private Task Fail(ClaimedMail mail, Exception failure, CancellationToken stopping)
    {
        var (why, isFinal) = (Why(failure), MailSender.IsFinal(failure) || mail.IsOverdue);
        if (isFinal)
            Bounced(logger, mail.Id, mail.Kind, mail.Attempts, why);
        else
            NotSent(logger, mail.Id, mail.Kind, mail.Attempts, why);
        return database.Run(Caller.Nobody, transaction =>
        {
            if (isFinal)
            {
                MailTable.Bounce(transaction, mail.Id, why);
                Tell(transaction, mail.Id, MailOutcome.Bounced);
            }
            else
                MailTable.Postpone(transaction, mail, why, settings.FirstPause);
            return Task.CompletedTask;
        }, stopping);
    }

    private void Tell(Transaction transaction, Guid id, MailOutcome outcome)
    {
        foreach (var one in settled)
            one(transaction, id, outcome);
    }

    /// <summary>What the database and our own refusals say names nobody, and of a server's answer the code does not;
    /// other failures may.</summary>
    private static string Why(Exception failure) => failure switch
    {
        DomainException or Npgsql.NpgsqlException => failure.GetBaseException().Message,
        SmtpCommandException refused => $"{refused.ErrorCode} {(int)refused.StatusCode}",
        RpcException rpc => $"identity: {rpc.StatusCode}",
        _ => failure.GetType().Name,
    };

    [LoggerMessage(
        LogLevel.Warning, "Mail {Id} ({Kind}) was not sent (attempt {Attempts}); it is tried again: {Reason}")]
    private static partial void NotSent(ILogger logger, Guid id, string kind, int attempts, string reason);

    [LoggerMessage(
        LogLevel.Warning, "Mail {Id} ({Kind}) cannot be delivered (attempt {Attempts}): {Reason}")]
    private static partial void Bounced(ILogger logger, Guid id, string kind, int attempts, string reason);

    [LoggerMessage(LogLevel.Warning, "Mails cannot be looked at now: {Reason}")]
    private static partial void Unreadable(ILogger logger, string reason);
}
