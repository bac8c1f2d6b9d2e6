using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using IdentityClient = ProjetK.Identity.V1.IdentityService.IdentityServiceClient;

namespace ProjetK.Foundation;

/// <summary>Lets a service send mails.</summary>
public static class MailsExtensions
{
    /// <summary>Adds <see cref="OutgoingMails"/>, what carries them, the service's <see cref="KeySeal"/>, and the
    /// numbers of mails that wait.</summary>
    public static WebApplicationBuilder AddMails(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(KeySealOf)
            .AddSingleton(_ => MailSettings.Read(builder.Configuration))
            .AddSingleton(services => new OutgoingMails(
                services.GetRequiredService<KeySeal>(), services.GetRequiredService<MailSettings>().Site!))
            .AddSingleton<MailAddresses>()
            .AddSingleton<MailSender>()
            .AddHostedService<MailCarrier>();
        builder.AddServiceClient<IdentityClient>("identity");
        builder.AddBusinessGauge("projetk.mails.count", "{mail}", "Mails that wait.", MailTable.Count);
        builder.AddBusinessGauge("projetk.mails.age", "s", "How long the oldest mail waits.", MailTable.Age);
        return builder.AddScheduled<MailPurge>("purge-mails", TimeSpan.FromHours(1));

        KeySeal KeySealOf(IServiceProvider services) =>
            KeySeal.From(builder.Configuration, services.GetRequiredService<ServiceName>().Value);
    }
}
