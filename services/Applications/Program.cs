using ProjetK.Applications;
using ProjetK.Ecosystem.V1;
using ProjetK.Events;
using ProjetK.Funding.V1;
using ProjetK.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("applications");
builder.AddConstraints(new Constraints()
    .Refuse("application_communes_one_live", Errors.CommuneAlreadyApplying));
builder.AddMessaging(
    typeof(Program).Assembly,
    typeof(CallPublished), typeof(IntentAccepted), typeof(SelectionProposed), typeof(ApplicationSelected),
    typeof(ApplicationWithdrawn), typeof(ApplicationLapsed));
builder.AddServiceClient<FundingService.FundingServiceClient>("funding");
builder.AddServiceClient<EcosystemService.EcosystemServiceClient>("ecosystem");
builder.Services.AddHostedService<RepeatProposals>();

if (args is ["migrate"])
{
    await builder.Migrate(typeof(Program).Assembly);
    return;
}

var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<ApplicationService>();
app.Run();
