using System.Net;
using System.Text;
using Grpc.Core.Interceptors;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Authentication;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Identity.V1;
using ProjetK.Operations.V1;
using ProjetK.ServiceDefaults;

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
        Add<IdentityService.IdentityServiceClient>(builder);
        Add<ReviewService.ReviewServiceClient>(builder);
        Add<OperationsService.OperationsServiceClient>(builder);
    }

    /// <summary>A service that starts, or gives way to another, answers soon. Whatever changes something carries a
    /// request_id, and is done once.</summary>
    private static MethodConfig Again => new()
    {
        Names = { MethodName.Default },
        RetryPolicy = new()
        {
            MaxAttempts = 4,
            InitialBackoff = TimeSpan.FromMilliseconds(200),
            MaxBackoff = TimeSpan.FromSeconds(1),
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };

    private static void Add<TClient>(WebApplicationBuilder builder)
        where TClient : ClientBase => builder.Services
        .AddGrpcClient<TClient>(client => client.Address = new("http://_grpc.gateway"))
        .ConfigureChannel(channel => channel.ServiceConfig = new() { MethodConfigs = { Again } })
        .AddInterceptor<InTheirName>(Grpc.Net.ClientFactory.InterceptorScope.Client);

    /// <summary>Adds the token of the person whose page it is, their address, and a deadline.</summary>
    internal sealed class InTheirName(IHttpContextAccessor http, IConfiguration configuration) : Interceptor
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly byte[] visitorSecret = Encoding.UTF8.GetBytes(configuration[VisitorProof.Setting] ?? "");

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var options = InTheirs(context.Options).WithDeadline(DateTime.UtcNow + Patience);
            return continuation(request, new(context.Method, context.Host, options));
        }

        /// <summary>A file that is sent may take longer.</summary>
        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(new(context.Method, context.Host, InTheirs(context.Options)));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(context.Method, context.Host, InTheirs(context.Options)));

        private CallOptions InTheirs(CallOptions options)
        {
            var headers = new Metadata();
            foreach (var given in options.Headers ?? [])
                headers.Add(given);
            if (http.HttpContext?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties
                ?.GetTokenValue("access_token") is { } token)
                headers.Add("authorization", $"Bearer {token}");
            // The gateway counts how often somebody asks by their address, which it told in this header.
            if (visitorSecret.Length > 0
                && IPAddress.TryParse(http.HttpContext?.Request.Headers["X-Forwarded-For"].ToString(), out var visitor))
                headers.Add(VisitorProof.Header, $"{visitor};{VisitorProof.Of(visitorSecret, $"{visitor}")}");
            return options.WithHeaders(headers).WithCancellationToken(http.HttpContext?.RequestAborted ?? default);
        }
    }
}
