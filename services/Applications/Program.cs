using ProjetK.Applications;
using ProjetK.Events;
using ProjetK.ServiceDefaults;
using FundingClient = ProjetK.Funding.V1.FundingService.FundingServiceClient;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("applications");
builder.AddMessaging(typeof(Program).Assembly, publishes: [typeof(CallPublished)]);
builder.AddServiceClient<FundingClient>("funding");
builder.AddConstraints(new Constraints().Refuse("calls_previous_call", CallErrors.PreviousCallUnknown));
builder.Services.AddSingleton<GrantEstimates>();
if (args is ["migrate"])
{
    await builder.Migrate(typeof(Program).Assembly, ReferenceDataLoad.Run, DemonstrationCalls.Write);
    return;
}
var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<CommuneService>();
app.MapRpc<CallService>();
app.Run();
