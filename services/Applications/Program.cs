using ProjetK.Applications;
using ProjetK.Events;
using EcosystemClient = ProjetK.Ecosystem.V1.EcosystemService.EcosystemServiceClient;
using FundingClient = ProjetK.Funding.V1.FundingService.FundingServiceClient;

var builder = WebApplication.CreateBuilder(args);
builder.AddFoundation("applications");
builder.AddMessaging(typeof(Program).Assembly, publishes:
[
    typeof(CallPublished), typeof(IntentAccepted), typeof(SelectionProposed), typeof(ApplicationSelected),
    typeof(ApplicationWithdrawn), typeof(ApplicationLapsed), typeof(ApplicationIneligible),
    typeof(ApplicationWaitlisted), typeof(ApplicationRejected), typeof(ApplicationReinstated),
    typeof(CooperationStarted), typeof(CooperationTerminated), typeof(PlaceOpened), typeof(ApplicantChanged),
    typeof(DecisionsAnnounced),
]);
builder.AddServiceClient<FundingClient>("funding");
builder.AddServiceClient<EcosystemClient>("ecosystem");
builder.AddConstraints(new Constraints()
    .Refuse("reviews_one_per_reviewer", ReviewErrors.AlreadyAssigned)
    .Refuse("calls_previous_call", CallErrors.PreviousCallUnknown)
    .Refuse("applications_renewed_once", Errors.RenewedAtOnce)
    .Refuse("application_communes_one_live", Errors.CommuneAlreadyApplying)
    .Refuse("application_communes_one_chosen", Errors.CommuneAlreadySupported));
builder.Services.AddSingleton<GrantEstimates>().AddSingleton<FormerCommunes>();
builder.Services.AddSingleton<CommuneMemory>().AddHostedService(services => services.GetRequiredService<CommuneMemory>());
builder.Services.AddSingleton<CurrentCaller>(services => services.GetRequiredService<FormerCommunes>().Extend);
builder.Services.AddSingleton<KnownChanges>(HistoryWire.KnownChanges);
builder.AddDocuments<ApplicationDocuments>();
builder.AddMails();
builder.Services.AddSingleton<MailSettled>(NotificationTable.Settle);
builder.AddScheduled<SpreadNotifications>("spread-notifications", TimeSpan.FromSeconds(5));
builder.AddScheduled<SendNotifications>("send-notifications", TimeSpan.FromSeconds(5));
builder.Services.AddSingleton<Subscribers>();
builder.AddScheduled<TellSubscribers>("tell-subscribers", TimeSpan.FromSeconds(5));
builder.AddScheduled<ForgetSubscribers>("forget-subscribers", TimeSpan.FromMinutes(10));
builder.AddScheduled<WriteReminders>("write-reminders", TimeSpan.FromMinutes(1));
builder.Services.AddSingleton<Receipts>().AddSingleton<IssuedLetters>().AddSingleton<Exports>();
builder.AddScheduled<WriteReceipts>("write-receipts", TimeSpan.FromSeconds(15));
builder.AddScheduled<RepeatProposals>("repeat-proposals", TimeSpan.FromSeconds(15));
builder.AddScheduled<WriteLapses>("write-lapses", TimeSpan.FromSeconds(15));
builder.AddScheduled<WriteCallNews>("write-call-news", TimeSpan.FromSeconds(1));
builder.Services.AddSingleton<CallNewsFeed>().AddHostedService(services => services.GetRequiredService<CallNewsFeed>());
builder.AddBusinessGauge(
    "projetk.applications.count", "{application}", "Applications, by where their letters stand.",
    ApplicationTable.CountByState);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(Program).Assembly, ReferenceDataLoad.Run, Demonstration.Write);
    return;
}
var app = builder.Build();
app.MapFoundation();
app.MapRpc<CommuneService>();
app.MapRpc<CallService>();
app.MapRpc<ApplicationService>();
app.MapRpc<ReviewService>();
app.MapDocuments<ApplicationService>();
app.MapFiles();
app.Run();
