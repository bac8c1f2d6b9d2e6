var app = WebApplication.CreateBuilder(args).Build();
if (args is ["migrate"])
    return;
app.MapGet("/health", () => "Healthy");
app.Run();
