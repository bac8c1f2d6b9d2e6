using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authentication;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;

namespace ProjetK.Portal;

/// <summary>The portal is a client like any other: it asks the gateway, in the name of whoever is signed in.</summary>
internal static class GatewayClients
{
    public static void AddGatewayClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor().AddTransient<InTheirName>();
        Add<CallService.CallServiceClient>(builder);
        Add<CommuneService.CommuneServiceClient>(builder);
        Add<ApplicationService.ApplicationServiceClient>(builder);
        Add<FundingService.FundingServiceClient>(builder);
        Add<EcosystemService.EcosystemServiceClient>(builder);
    }

    private static void Add<TClient>(WebApplicationBuilder builder)
        where TClient : ClientBase => builder.Services
        .AddGrpcClient<TClient>(client => client.Address = new("http://_grpc.gateway"))
        .AddInterceptor<InTheirName>(Grpc.Net.ClientFactory.InterceptorScope.Client);

    /// <summary>Adds the token of the person whose page it is, and a deadline.</summary>
    internal sealed class InTheirName(IHttpContextAccessor http) : Interceptor
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var headers = new Metadata();
            if (http.HttpContext?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties
                ?.GetTokenValue("access_token") is { } token)
                headers.Add("authorization", $"Bearer {token}");
            var options = context.Options.WithHeaders(headers).WithDeadline(DateTime.UtcNow + Patience)
                .WithCancellationToken(http.HttpContext?.RequestAborted ?? default);
            return continuation(request, new(context.Method, context.Host, options));
        }
    }
}
