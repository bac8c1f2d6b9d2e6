using ProjetK.Applications.V1;
using ProjetK.Ecosystem;
using ProjetK.Events;

var builder = WebApplication.CreateBuilder(args);
builder.AddFoundation("ecosystem");
builder.AddConstraints(Errors.Constraints);
builder.AddMessaging(typeof(EcosystemService).Assembly, publishes:
[
    typeof(TerritoryOpened), typeof(CommitmentConfirmed), typeof(SupportTeamChanged), typeof(SupportTeamCompleted),
    typeof(ReportDue), typeof(ReportAccepted), typeof(ContactReceived), typeof(ActorsMerged), typeof(ActorErased),
]);
builder.AddServiceClient<CommuneService.CommuneServiceClient>("applications");
builder.AddServiceClient<CallService.CallServiceClient>("applications");
builder.AddServiceClient<ApplicationService.ApplicationServiceClient>("applications");
builder.Services.AddSingleton<CommuneRegister>().AddSingleton<CallRegister>().AddSingleton<TermRegister>()
    .AddSingleton<ActorLetters>().AddSingleton<MergedCommunes>();
builder.Services.AddSingleton<CurrentCaller>(services => services.GetRequiredService<MergedCommunes>().Extend);
builder.Services.AddOptions<SupportSettings>()
    .BindConfiguration(SupportSettings.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<ReportSettings>()
    .BindConfiguration(ReportSettings.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<ContactSettings>()
    .BindConfiguration(ContactSettings.Section).ValidateDataAnnotations().ValidateOnStart();
builder.AddMails();
builder.AddDocuments<ReportDocuments>();
builder.AddScheduled<InvitationExpiry>("expire-invitations", TimeSpan.FromMinutes(1));
builder.AddScheduled<ForgetPartners>("forget-partners", TimeSpan.FromMinutes(10));
builder.AddScheduled<AnnounceReports>("announce-reports", TimeSpan.FromMinutes(10));
builder.AddBusinessGauge(
    "projetk.commitments.count", "{commitment}", "Commitments of actors, by state.",
    CommitmentTable.CountByState);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(EcosystemService).Assembly, demonstration: Demonstration.Write);
    return;
}
var app = builder.Build();
app.MapFoundation();
app.MapRpc<EcosystemService>();
app.MapDocuments<EcosystemService>();
app.Run();
