using ProjetK.Events;
using ProjetK.Funding;
using ProjetK.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("funding");
builder.AddMessaging(typeof(Program).Assembly, publishes:
    [typeof(FundsReserved), typeof(FundsRefused), typeof(FundsReleased), typeof(EnvelopeAmended)]);
builder.AddConstraints(EnvelopeTable.Constraints);
builder.Services.AddSingleton(StandardRates.From(builder.Configuration));
if (args is ["migrate"])
{
    await builder.Migrate(typeof(Program).Assembly, Demonstration.From(builder.Configuration));
    return;
}

var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<FundingService>();
app.Run();
