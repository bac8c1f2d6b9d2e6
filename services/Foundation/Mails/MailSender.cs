using MailKit.Net.Smtp;
using MimeKit;

namespace ProjetK.Foundation;

/// <summary>Gives mails to a server, or writes them into files. A mail keeps its Message-ID however often it is
/// tried.</summary>
internal sealed class MailSender(MailSettings settings)
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A domain that never exists (RFC 2606): what is written to it comes back, without a server, too.</summary>
    private const string Nowhere = ".invalid";

    /// <summary>Sends it.</summary>
    public Task Send(Guid id, Mailbox to, string subject, string text, CancellationToken cancellation)
    {
        var message = new MimeMessage
        {
            MessageId = $"{id:N}@{settings.From!.Split('@')[^1]}",
            From = { new MailboxAddress("Projet K", settings.From) },
            To = { new MailboxAddress(to.DisplayName, to.Email) },
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        return settings.Smtp is { Host.Length: > 0 } server
            ? Send(message, server, cancellation)
            : Keep(id, message, settings.Folder!, cancellation);
    }

    /// <summary>True when another attempt would end like this one.</summary>
    public static bool IsFinal(Exception failure) => failure switch
    {
        SmtpCommandException refused => (int)refused.StatusCode >= 500
            && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted,
        ParseException => true,
        _ => false,
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
        var to = (MailboxAddress)message.To[0];
        if (to.Domain.EndsWith(Nowhere, StringComparison.OrdinalIgnoreCase))
            throw new SmtpCommandException(
                SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, to, "no such domain");
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mine;
        var path = Path.Combine(folder, $"{id}.eml");
        await using (var file = new FileStream(path + ".new", options))
            await message.WriteToAsync(file, cancellation);
        File.Move(path + ".new", path, overwrite: true);
    }
}
