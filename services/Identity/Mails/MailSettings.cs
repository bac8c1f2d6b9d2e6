using MailKit.Security;

namespace ProjetK.Identity;

/// <summary>How mails leave (<c>Mail:…</c>): through a server or, without one, as files in a folder.</summary>
internal sealed record MailSettings
{
    /// <summary>Who writes; an address that nobody reads unless it is set.</summary>
    public string? From { get; init; }

    /// <summary>Where mails are written when there is no server.</summary>
    public string? Folder { get; init; }

    /// <summary>The server.</summary>
    public SmtpSettings? Smtp { get; init; }

    public static MailSettings Read(IConfiguration configuration, Uri issuer)
    {
        var settings = configuration.GetSection("Mail").Get<MailSettings>() ?? new();
        if (settings.Smtp is not { Host.Length: > 0 } && settings.Folder is not { Length: > 0 })
            throw new InvalidOperationException("Mails need a server, Mail:Smtp:Host, or a folder, Mail:Folder.");
        return settings with { From = settings.From ?? $"ne-pas-repondre@{issuer.Host}" };
    }

    /// <summary>A mail server and how to speak to it.</summary>
    internal sealed record SmtpSettings
    {
        /// <summary>Its name.</summary>
        public string Host { get; init; } = "";

        /// <summary>Its port.</summary>
        public int Port { get; init; } = 587;

        /// <summary>Who sends, where that must be said.</summary>
        public string? User { get; init; }

        /// <summary>Their password.</summary>
        public string? Password { get; init; }

        /// <summary>How the connection is made secret; not at all only where that is said.</summary>
        public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;
    }
}
