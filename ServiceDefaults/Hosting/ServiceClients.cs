using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ProjetK.ServiceDefaults;

/// <summary>gRPC clients of the other services.</summary>
public static class ServiceClients
{
    /// <summary>Adds the client of a service, found by discovery: default deadline of 5 s; retries while the service is
    /// unavailable, for reads and for requests with a request_id.</summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : ClientBase =>
        builder.Services
            .AddGrpcClient<TClient>(client => client.Address = new Uri($"http://_grpc.{service}"));
}
