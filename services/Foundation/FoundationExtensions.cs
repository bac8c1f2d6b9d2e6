using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ProjetK.Foundation;

/// <summary>Gives a service everything that every service has.</summary>
public static class FoundationExtensions
{
    private const string NameKey = "ProjetK.ServiceName";

    // Unless the connection string says another. Two replicas of each service have room in a server of 300 connections.
    private const string MostConnections = "Maximum Pool Size=32";

    /// <summary>Adds the service defaults, gRPC with JSON and gRPC-Web, errors, access, clock and database.
    /// <paramref name="service"/> is the service's name everywhere: discovery, database role, queues.</summary>
    public static WebApplicationBuilder AddFoundation(this WebApplicationBuilder builder, string service)
    {
        ((IHostApplicationBuilder)builder).Properties[NameKey] = service;
        builder.Services.AddSingleton(new ServiceName(service));
        builder.AddServiceDefaults(service);
        builder.AddSpans();
        builder.AddAccess();
        builder.AddClock();
        builder.AddDatabase();
        builder.AddRpc();
        builder.AddCrashPoints();
        return builder;
    }

    /// <summary>Says what violations of this service's named constraints mean.</summary>
    public static WebApplicationBuilder AddConstraints(this WebApplicationBuilder builder, Constraints constraints)
    {
        builder.Services.AddSingleton(constraints);
        return builder;
    }

    /// <summary>Maps health and, for a service with messages, operations; puts the error rewriting and gRPC-Web in
    /// front of the RPCs.</summary>
    public static WebApplication MapFoundation(this WebApplication app)
    {
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseRpcNames(RpcName.Of);
        app.UseJsonErrors();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.UseGrpcErrors();
        app.MapHealth();
        app.MapGrpcHealthChecksService();
        if (app.Services.GetService<Topology>() is not null)
            app.MapRpc<OperationsService>();
        return app;
    }

    /// <summary>Maps a gRPC service; fails, naming them, when RPCs of it do not say who may call.</summary>
    public static GrpcServiceEndpointConventionBuilder MapRpc<TService>(this IEndpointRouteBuilder app)
        where TService : class
    {
        var service = AccessRules.Describe(typeof(TService));
        app.ServiceProvider.GetRequiredService<AccessRules>().Add(service);
        app.ServiceProvider.GetRequiredService<RefusalRules>().Add(service);
        var endpoints = app.MapGrpcService<TService>();
        endpoints.Add(RpcName.Describe);
        return endpoints;
    }

    internal static string GetServiceName(this WebApplicationBuilder builder) =>
        ((IHostApplicationBuilder)builder).Properties.TryGetValue(NameKey, out var name)
            ? (string)name
            : throw new InvalidOperationException("AddFoundation comes first.");

    private static void AddSpans(this WebApplicationBuilder builder) => builder.Services.AddOpenTelemetry()
        .WithTracing(tracing => tracing.AddSource(EventSpans.Source).AddProcessor(new EventSpans()))
        .WithMetrics(metrics => metrics.AddMeter(EventSpans.Source));

    private static void AddRpc(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddGrpc(grpc =>
            {
                grpc.MaxReceiveMessageSize = JsonErrors.LargestBody;
                grpc.Interceptors.Add<ScopeInterceptor>();
                grpc.Interceptors.Add<RefusalInterceptor>();
                grpc.Interceptors.Add<AccessInterceptor>();
                grpc.Interceptors.Add<RequestInterceptor>();
            })
            .AddJsonTranscoding(json =>
            {
                json.TypeRegistry = Statuses.Types;
                json.JsonSettings.WriteInt64sAsStrings = true;
            });
        builder.Services
            .AddSingleton<ScopeInterceptor>().AddSingleton<RefusalRules>().AddSingleton<RefusalInterceptor>()
            .AddSingleton<AccessInterceptor>().AddSingleton<RequestInterceptor>();
    }

    private static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddBearerTokens();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Callers>().AddSingleton<AccessRules>().AddSingleton<ServiceTokens>()
            .AddSingleton<ErasedPeople>().AddSingleton<Standing>();
    }

    private static void AddClock(this WebApplicationBuilder builder) => builder.Services.AddSingleton(
        builder.Environment.IsEnvironment("Test") && builder.Configuration["Clock:File"] is { Length: > 0 } file
            ? new Clock(file)
            : TimeProvider.System);

    private static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.AddNpgsqlDataSource("database", settings =>
        {
            if (settings.ConnectionString is { Length: > 0 } given)
                settings.ConnectionString = new NpgsqlConnectionStringBuilder($"{MostConnections};{given}")
                {
                    MaxAutoPrepare = 200,
                    AutoPrepareMinUsages = 2,
                    NoResetOnClose = true,
                }.ConnectionString;
        }, dataSource => dataSource.ConfigureTracing(SqlSpans.Configure));
        builder.Services
            .AddSingleton(new Unavailability(Constraints.IsDatabaseAway, "database"))
            .AddSingleton<OutboxSignal>()
            .AddSingleton<SlowQueries>()
            .AddSingleton(services => new Database(
                services.GetRequiredService<NpgsqlDataSource>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetService<Constraints>() ?? new Constraints(),
                services.GetRequiredService<OutboxSignal>(),
                services.GetService<Topology>(),
                services.GetRequiredService<SlowQueries>()))
            .AddSingleton(services => new StaleEtag(
                services.GetRequiredService<Database>(), services.GetService<KnownChanges>()))
            .AddSingleton(services => new Mutations(
                services.GetRequiredService<Database>(), services.GetRequiredService<StaleEtag>()));
        // Read once now, so that a setting that would do harm stops the start.
        AnswerPurge.Read(builder.Configuration);
        builder.AddScheduled<AnswerPurge>("purge-answers", TimeSpan.FromHours(1));
    }
}
