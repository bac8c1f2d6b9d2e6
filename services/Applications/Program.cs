using ProjetK.Applications;
using ProjetK.Ecosystem.V1;
using ProjetK.Events;
using ProjetK.Funding.V1;
using ProjetK.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("applications");
builder.AddConstraints(new Constraints()
    .Refuse("application_communes_one_live", Errors.CommuneAlreadyApplying)
    .Refuse("calls_previous_call", CallErrors.PreviousCallUnknown));
builder.AddMessaging(
    typeof(Program).Assembly,
    typeof(CallPublished), typeof(IntentAccepted), typeof(SelectionProposed), typeof(ApplicationSelected),
    typeof(ApplicationWithdrawn), typeof(ApplicationLapsed));
builder.AddServiceClient<FundingService.FundingServiceClient>("funding");
builder.AddServiceClient<EcosystemService.EcosystemServiceClient>("ecosystem");
builder.Services.AddSingleton<GrantEstimates>();
builder.Services.AddHostedService<RepeatProposals>();

if (args is ["migrate"])
{
    await builder.Migrate(typeof(Program).Assembly, ReferenceDataLoad.Run, DemonstrationCalls.Write);
    return;
}

var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<CommuneService>();
app.MapRpc<CallService>();
app.MapRpc<ApplicationService>();
app.Run();
