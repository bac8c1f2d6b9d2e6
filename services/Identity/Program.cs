using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;
using Npgsql;
using ProjetK.Applications.V1;
using ProjetK.Events;
using ProjetK.Identity;

var builder = WebApplication.CreateBuilder(args);
builder.AddFoundation("identity");
builder.AddMessaging(typeof(Program).Assembly, publishes: [typeof(PersonErased)]);
builder.AddServiceClient<CommuneService.CommuneServiceClient>("applications");
builder.AddConstraints(Errors.Constraints);
builder.AddBusinessGauge("projetk.mails.count", "{mail}", "Mails that wait.", MailTable.Count);
builder.AddBusinessGauge(
    "projetk.mails.age", "s", "How long the oldest mail waits.", MailTable.Age);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(Program).Assembly,
        connection => Seed.Write(connection, builder.Configuration, builder.Environment));
    return;
}

var (issuer, seal) = (OpenIdConnect.Issuer(builder.Configuration), KeySeal.From(builder.Configuration));
builder.Services.AddAccounts((services, database) =>
    database.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
builder.Services.AddProtection(seal);
builder.Services
    .AddSingleton(RetentionSettings.From(builder.Configuration))
    .AddSingleton(MailSettings.Read(builder.Configuration, issuer))
    .AddSingleton(new MailTexts(seal, issuer))
    .AddSingleton<Invitations>()
    .AddSingleton<CommuneRegister>()
    .AddSingleton<CurrentCaller>(services => new CurrentRoles(services.GetRequiredService<Database>()).Of)
    .AddScoped<Passwords>()
    .AddScoped<SignIn>()
    .AddHostedService<FirstAdministrator>()
    .AddHostedService<MailCarrier>()
    .AddHostedService<Purge>();
builder.Services.AddSignInSession();
builder.Services.AddRazorPages();
builder.Services.Configure<WebEncoderOptions>(pages => pages.TextEncoderSettings = new(UnicodeRanges.All));
builder.AddOpenIdConnect();
// What is asked for is in the traces, without what is personal or secret.
builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);

var app = builder.Build();
app.UsePublicAddress();
app.MapFoundation();
app.UsePages();
app.UseSafeForms();
app.UseAuthentication();
app.MapOpenIdConnect();
app.MapRpc<IdentityService>();
app.Run();
