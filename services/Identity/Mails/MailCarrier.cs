using MailKit.Net.Smtp;
using MimeKit;

namespace ProjetK.Identity;

/// <summary>Sends the mails that wait, again and again until each is on its way.</summary>
internal sealed partial class MailCarrier(
    Database database, KeySeal seal, MailSettings settings, ILogger<MailCarrier> logger) : BackgroundService
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Complaint complaint = new();
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

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
            while (await MailTable.Claim(database, seal, stopping) is var (id, attempts, mail))
                await Carry(id, attempts, mail, stopping);
            complaint.Forget();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            if (complaint.IsNews(Why(failure)))
                Unreadable(logger, Why(failure));
        }
    }

    /// <summary>What the database says of itself names nobody; other failures may.</summary>
    private static string Why(Exception failure) => failure is DomainException or Npgsql.NpgsqlException
        ? failure.GetBaseException().Message
        : failure.GetType().Name;

    private async Task Carry(Guid id, int attempts, Mail mail, CancellationToken stopping)
    {
        try
        {
            var message = Write(id, mail);
            await (settings.Smtp is { Host.Length: > 0 } server
                ? Send(message, server, stopping)
                : Keep(id, message, settings.Folder!, stopping));
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // The failure's own words may name whom the mail is for.
            NotSent(logger, id, attempts, failure.GetType().Name);
            return;
        }
        await MailTable.Delete(database, id, stopping);
    }

    private MimeMessage Write(Guid id, Mail mail) => new()
    {
        MessageId = $"{id:N}@{settings.From!.Split('@')[^1]}",
        From = { new MailboxAddress("Projet K", settings.From) },
        To = { new MailboxAddress(mail.Name, mail.To) },
        Subject = mail.Subject,
        Body = new TextPart("plain") { Text = mail.Text },
    };

    internal static async Task Send(
        MimeMessage message, MailSettings.SmtpSettings server, CancellationToken cancellation)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.Port, server.Security, cancellation);
        if (server.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, server.Password ?? "", cancellation);
        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    /// <summary>A file that is there is whole.</summary>
    private static async Task Keep(Guid id, MimeMessage message, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mine;
        var path = Path.Combine(folder, $"{id}.eml");
        await using (var file = new FileStream(path + ".new", options))
            await message.WriteToAsync(file, cancellation);
        File.Move(path + ".new", path, overwrite: true);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not sent (attempt {Attempts}); it is tried again: {Reason}")]
    private static partial void NotSent(ILogger logger, Guid id, int attempts, string reason);

    [LoggerMessage(LogLevel.Warning, "Mails cannot be looked at now: {Reason}")]
    private static partial void Unreadable(ILogger logger, string reason);
}
