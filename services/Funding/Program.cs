using ProjetK.Events;
using ProjetK.Funding;

var builder = WebApplication.CreateBuilder(args);
builder.AddFoundation("funding");
builder.AddMessaging(typeof(Program).Assembly, publishes:
    [typeof(FundsReserved), typeof(FundsRefused), typeof(FundsReleased), typeof(EnvelopeAmended)]);
builder.AddConstraints(EnvelopeTable.Constraints);
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
