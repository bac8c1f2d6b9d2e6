using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ProjetK.Foundation;

/// <summary>gRPC clients of the other services.</summary>
public static class ServiceClients
{
    private static readonly string[] Reads = ["Get", "List", "Check"];

    /// <summary>Adds the client of a service, found by discovery: shows this service's token and that of the person
    /// who asked; default deadline of 5 s; retries while the service is unavailable, for reads and for requests with a
    /// request_id.</summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : ClientBase
    {
        var retries = Retries(Describe(typeof(TClient)));
        return builder.Services
            .AddGrpcClient<TClient>(client => client.Address = new Uri($"http://_grpc.{service}"))
            .ConfigureChannel(channel =>
            {
                channel.ServiceConfig = retries;
                // The services of one system speak to each other inside, where TLS has ended.
                channel.UnsafeUseInsecureChannelCallCredentials = true;
            })
            .AddCallCredentials((call, headers, services) =>
                services.GetRequiredService<ServiceTokens>().Show(headers, call.CancellationToken))
            .AddInterceptor(() => new OutgoingCalls())
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true);
    }

    private static ServiceConfig Retries(ServiceDescriptor service)
    {
        var method = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 4,
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromSeconds(1),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var safe in service.Methods.Where(IsSafeToRepeat))
            method.Names.Add(new MethodName { Service = service.FullName, Method = safe.Name });
        return method.Names.Count > 0 ? new ServiceConfig { MethodConfigs = { method } } : new ServiceConfig();
    }

    private static bool IsSafeToRepeat(MethodDescriptor method) =>
        !method.IsClientStreaming
        && (method.InputType.FindFieldByName("request_id") is not null
            || Reads.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal))
            || method.GetOptions()?.GetExtension(AnnotationsExtensions.Http)?.PatternCase
                == HttpRule.PatternOneofCase.Get);

    private static ServiceDescriptor Describe(Type client) =>
        client.DeclaringType?.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
            as ServiceDescriptor
        ?? throw new InvalidOperationException($"{client} is not a generated gRPC client.");
}
