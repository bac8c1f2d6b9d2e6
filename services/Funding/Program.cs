using Microsoft.Extensions.Diagnostics.HealthChecks;
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
builder.AddServiceClient<CallService.CallServiceClient>("applications");
builder.AddServiceClient<EcosystemService.EcosystemServiceClient>("ecosystem");
builder.Services.AddSingleton<CommuneRegister>().AddSingleton(BudgetYears.From(builder.Configuration));
builder.Services.AddSingleton<MergedCommunes>();
builder.Services.AddSingleton<CurrentCaller>(services => services.GetRequiredService<MergedCommunes>().Extend);
builder.AddConstraints(Errors.Constraints);
builder.AddScheduled<ReleaseOverdueGrants>("release-overdue-grants", TimeSpan.FromSeconds(5));
builder.AddScheduled<AnnounceDueInstalments>("announce-due-instalments", TimeSpan.FromSeconds(5));
builder.AddMails();
builder.AddDocuments<GrantDocuments>();
builder.Services.AddSingleton<LedgerExports>().AddSingleton<Reservations>().AddSingleton<WaitingProposals>();
builder.Services.AddSingleton<LedgerFeed>().AddHostedService(services => services.GetRequiredService<LedgerFeed>());
builder.Services.AddHealthChecks().AddCheck<LedgerHealth>("ledger", HealthStatus.Degraded);
var standardRates = StandardRates.From(builder.Configuration);
builder.Services.AddSingleton(standardRates);
builder.AddBusinessGauge(
    "projetk.envelopes.cents", "{cent}",
    "Euros of each envelope, in cents, by where they stand.", EnvelopeTable.CentsByState);
builder.AddBusinessGauge(
    "projetk.ledger.differences", "{account}",
    "Accounts of envelopes that disagree with their entries or grants.", ReconciliationTable.Count);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(Program).Assembly,
        demonstration: transaction => Demonstration.Write(transaction, standardRates));
    return;
}

var app = builder.Build();
app.MapFoundation();
app.MapRpc<FundingService>();
app.MapDocuments<FundingService>();
var exports = app.Services.GetRequiredService<LedgerExports>();
app.MapFile(
    ProjetK.Funding.V1.FundingService.Descriptor.FindMethodByName("ExportLedger"),
    call => FundingService.ExportLedger(exports, call));
app.Run();
