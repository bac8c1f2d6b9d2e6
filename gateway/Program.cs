using Grpc.Reflection;
using ProjetK.Gateway;
using ProjetK.ServiceDefaults;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;

var builder = WebApplication.CreateBuilder(args);
builder.AddProcessDefaults("gateway");
builder.AddCors();
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
builder.Services.AddSingleton<IDestinationResolver, DiscoveredDestinations>();
builder.Services.AddSingleton<IProbingRequestFactory, HealthProbes>();
builder.Services.AddGrpc();
builder.Services.AddSingleton(new ReflectionServiceImpl(Contract.Services));
builder.Services.AddSingleton(new ReflectionV1ServiceImpl(Contract.Services));

var app = builder.Build();
app.UseRouting();
app.UseCors();
app.UseJsonErrors();
app.UseBodyLimits();
app.UseGrpcWeb();
app.MapGet("/", () => Contract.Index);
app.MapHealthChecks("/health");
app.MapGrpcHealthChecksService().EnableGrpcWeb();
app.MapGrpcService<ReflectionServiceImpl>().EnableGrpcWeb();
app.MapGrpcService<ReflectionV1ServiceImpl>().EnableGrpcWeb();
app.MapReverseProxy(proxy => proxy.UseUnavailability());
app.Run();
