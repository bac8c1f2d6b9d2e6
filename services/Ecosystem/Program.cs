using ProjetK.Ecosystem;
using ProjetK.Events;
using ProjetK.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("ecosystem");
builder.AddConstraints(Errors.Constraints);
builder.AddMessaging(typeof(EcosystemService).Assembly, typeof(TerritoryOpened), typeof(CommitmentConfirmed));
builder.Services.AddHostedService<InvitationExpiry>();
builder.AddBusinessGauge(
    "projetk.commitments.count", "{commitment}", "Commitments of actors, by state.",
    CommitmentTable.CountByState);
if (args.Contains("migrate"))
{
    await builder.Migrate(typeof(EcosystemService).Assembly, demonstration: Demonstration.Write);
    return;
}
var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<EcosystemService>();
app.Run();
