using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using ProjetK.Portal;
using ProjetK.Portal.Layout;
using ProjetK.Portal.Session;
using ProjetK.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("portal");
builder.AddGatewayClients();
builder.AddSession();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents();
builder.Services.Configure<WebEncoderOptions>(pages => pages.TextEncoderSettings = new(UnicodeRanges.All));

var app = builder.Build();
app.UsePublicAddress();
app.UseSafePages();
app.UseExceptionHandler("/erreur", createScopeForErrors: true);
app.UseStatusCodePagesWithReExecute("/introuvable", createScopeForStatusCodePages: true);
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealth();
app.MapStyle();
app.MapSession();
app.MapRazorComponents<App>();
app.Run();
