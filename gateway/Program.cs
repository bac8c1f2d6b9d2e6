using Grpc.Reflection;
using ProjetK.Gateway;
using ProjetK.Gateway.OpenApi;
using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Health;

if (Docs.WriteInstead(args))
    return;
var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.AddClientAddresses();
builder.AddCors();
builder.AddRateLimits();
builder.AddTls();
builder.Services.AddReverseProxy()
    .LoadFromMemory(Routes.All, Routes.Clusters)
    .AddServiceDiscoveryDestinationResolver();
builder.Services.AddSingleton<IPassiveHealthCheckPolicy, OtherReplicas>();
builder.Services.AddGrpc();
builder.Services.AddSingleton(new ReflectionServiceImpl(Contract.Services));
builder.Services.AddSingleton(new ReflectionV1ServiceImpl(Contract.Services));

var app = builder.Build();
app.UseForwardedHeaders();
app.UseVisitors();
app.UseTls();
app.UseProtectiveHeaders();
app.UseHeadAsGet();
app.UseRouting();
app.UseRpcNames(Contract.Find);
app.UseInnerReasons();
app.UseCors();
app.UseJsonErrors();
app.UseRateLimiter();
app.UseOperators();
app.UseBodyLimits();
app.UseGrpcWeb();
app.UseGrpcErrors();
// Browsers get the portal there.
app.MapGet("/", () => Contract.Index).WithOrder(1);
app.MapDocs();
foreach (var health in app.MapHealth())
    health.DisableRateLimiting();
app.MapGrpcHealthChecksService().EnableGrpcWeb().DisableRateLimiting();
app.MapGrpcService<ReflectionServiceImpl>().EnableGrpcWeb();
app.MapGrpcService<ReflectionV1ServiceImpl>().EnableGrpcWeb();
app.MapReverseProxy(proxy => proxy.UseUnavailability()).ConfigureEndpoints((endpoint, route) =>
    endpoint.WithMetadata(new ReadableRoute(route.RouteId)));
app.Run();
