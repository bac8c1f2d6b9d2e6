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
builder.AddMails();
builder.AddScheduled<Purge>("purge-personal-data", TimeSpan.FromMinutes(1));
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(Program).Assembly,
        connection => Seed.Write(connection, builder.Configuration, builder.Environment));
    return;
}

var (issuer, seal) = (OpenIdConnect.Issuer(builder.Configuration), KeySeal.From(builder.Configuration, "identity"));
builder.Services.AddAccounts((services, database) =>
    database.UseNpgsql(services.GetRequiredService<NpgsqlDataSource>()));
builder.Services.AddProtection(seal);
builder.Services
    .AddSingleton(RetentionSettings.From(builder.Configuration))
    .AddSingleton(services => new MailTexts(services.GetRequiredService<OutgoingMails>(), issuer))
    .AddSingleton<Invitations>()
    .AddSingleton<CommuneRegister>()
    .AddSingleton<CurrentCaller>(services => new CurrentRoles(services.GetRequiredService<Database>()).Of)
    .AddScoped<Passwords>()
    .AddScoped<SignIn>()
    .AddHostedService<FirstAdministrator>();
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
