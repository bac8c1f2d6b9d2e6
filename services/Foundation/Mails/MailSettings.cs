using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace ProjetK.Foundation;

/// <summary>How mails leave (<c>Mail:…</c>): through a server or, without one, as files in a folder.</summary>
internal sealed record MailSettings
{
    /// <summary>Who writes; an address that nobody reads unless it is set.</summary>
    public string? From { get; init; }

    /// <summary>Where mails are written when there is no server.</summary>
    public string? Folder { get; init; }

    /// <summary>The server.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The portal's address, to which links lead; the public address of the system unless it is set.</summary>
    public Uri? Site { get; init; }

    /// <summary>How long a carrier has for one mail; after that another carrier may take it on.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long after a first attempt in vain the next one comes; twice as long each time, an hour at
    /// most.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(7);

    public static MailSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Mail").Get<MailSettings>() ?? new();
        if (settings.Smtp is not { Host.Length: > 0 } && settings.Folder is not { Length: > 0 })
            throw new InvalidOperationException("Mails need a server, Mail:Smtp:Host, or a folder, Mail:Folder.");
        var site = settings.Site ?? new Uri(configuration[$"{TokenSettings.Section}:Authority"]!);
        return settings with { From = settings.From ?? $"ne-pas-repondre@{site.Host}", Site = site };
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
