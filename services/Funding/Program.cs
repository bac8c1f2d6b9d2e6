using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Events;
using ProjetK.Funding;

var builder = WebApplication.CreateBuilder(args);
builder.AddFoundation("funding");
builder.AddMessaging(typeof(Program).Assembly, publishes:
    [typeof(FundsReserved), typeof(FundsRefused), typeof(FundsReleased), typeof(EnvelopeAmended),
        typeof(GrantCommitted), typeof(GrantCompleted), typeof(InstalmentDue), typeof(InstalmentPaid),
        typeof(InstalmentReturned)]);
builder.AddServiceClient<CommuneService.CommuneServiceClient>("applications");
builder.AddServiceClient<EcosystemService.EcosystemServiceClient>("ecosystem");
builder.Services.AddSingleton<CommuneRegister>().AddSingleton(BudgetYears.From(builder.Configuration));
builder.AddConstraints(Errors.Constraints);
builder.AddScheduled<ReleaseOverdueGrants>("release-overdue-grants", TimeSpan.FromSeconds(5));
builder.AddScheduled<AnnounceDueInstalments>("announce-due-instalments", TimeSpan.FromSeconds(5));
builder.AddMails();
var standardRates = StandardRates.From(builder.Configuration);
builder.Services.AddSingleton(standardRates);
builder.AddBusinessGauge(
    "projetk.envelopes.cents", "{cent}",
    "Euros of each envelope, in cents, by where they stand.", EnvelopeTable.CentsByState);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(Program).Assembly,
        demonstration: transaction => Demonstration.Write(transaction, standardRates));
    return;
}

var app = builder.Build();
app.MapFoundation();
app.MapRpc<FundingService>();
app.Run();
