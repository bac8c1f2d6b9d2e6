using Grpc.Core;
using ProjetK.Testing;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Foundation.Tests;

public sealed class Calling_for_somebody(CounterHost host) : IClassFixture<CounterHost>
{
    private static readonly Person Mayor = People.MayorOf("33525");

    [Fact]
    public async Task shows_who_asked_and_which_service_asks()
    {
        var caller = await Identify(host.Authority.Tokens.Make("funding"), host.Authority.Tokens.Make(Mayor));
        Assert.Equal((Mayor.Subject, "funding"), (caller.Subject, caller.Service));
        Assert.Equal(["33525"], caller.Communes);
        Assert.Equal([Role.Service], caller.Roles);
    }

    [Fact]
    public async Task shows_a_service_no_more_than_who_asked_may_see()
    {
        var service = host.Authority.Tokens.Make("funding");
        var forMayor = await Identify(service, host.Authority.Tokens.Make(Mayor));
        Assert.True(forMayor.Has(Role.Service));
        Assert.Equal(["33525"], forMayor.BoundTo(Role.Manager, Role.Service)!);
        var forManager = await Identify(service, host.Authority.Tokens.Make(People.Manager));
        Assert.Null(forManager.BoundTo(Role.Manager, Role.Service));
        Assert.Null(Caller.OfService("funding").BoundTo(Role.Manager, Role.Service));
    }

    [Fact]
    public async Task is_for_services_alone()
    {
        var caller = await Identify(host.Authority.Tokens.Make(People.Auditor), host.Authority.Tokens.Make(Mayor));
        Assert.Equal(People.Auditor.Subject, caller.Subject);
        Assert.Empty(caller.Communes);
        Assert.Equal([Role.Auditor], caller.Roles);
    }

    [Fact]
    public async Task needs_a_token_of_that_person_that_holds()
    {
        var expired = host.Authority.Tokens.Make(Mayor, token => token.Expires = DateTime.UtcNow.AddMinutes(-1));
        var refusal = await Assert.ThrowsAsync<DomainException>(
            () => Identify(host.Authority.Tokens.Make("funding"), expired));
        Assert.Equal(StatusCode.Unauthenticated, refusal.Code);
    }

    [Fact]
    public async Task passes_on_who_asked()
    {
        await using var caller = new CallingService(host);
        var (headers, asked) = (new Metadata(), host.Authority.Tokens.Make(Mayor));
        caller.Requests.HttpContext = await caller.Request(asked);
        await caller.Tokens.Show(headers, default);
        Assert.Equal(asked, headers.GetValue("projetk-on-behalf-of"));
        var seen = await Identify(headers.GetValue("authorization")!["Bearer ".Length..], asked);
        Assert.Equal((Mayor.Subject, "caller"), (seen.Subject, seen.Service));
    }

    [Fact]
    public async Task for_nobody_shows_the_service_alone_and_asks_for_its_token_once()
    {
        await using var caller = new CallingService(host);
        var headers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var shown = new Metadata();
            await caller.Tokens.Show(shown, default);
            return shown;
        }));
        Assert.All(headers, shown => Assert.Null(shown.Get("projetk-on-behalf-of")));
        Assert.Single(headers.Select(shown => shown.GetValue("authorization")).Distinct());
    }

    private async Task<Caller> Identify(string token, string person)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Authorization = $"Bearer {token}";
        http.Request.Headers["projetk-on-behalf-of"] = person;
        return await host.App.Services.GetRequiredService<Callers>().Identify(http);
    }

    /// <summary>A service in the middle of a request.</summary>
    private sealed class CallingService : IAsyncDisposable
    {
        private readonly WebApplication app;

        public CallingService(CounterHost host)
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
            builder.Configuration.AddInMemoryCollection(host.Authority.Settings);
            builder.AddFoundation("caller");
            app = builder.Build();
        }

        public ServiceTokens Tokens => app.Services.GetRequiredService<ServiceTokens>();

        public IHttpContextAccessor Requests => app.Services.GetRequiredService<IHttpContextAccessor>();

        public async Task<HttpContext> Request(string token)
        {
            var http = new DefaultHttpContext { RequestServices = app.Services };
            http.Request.Headers.Authorization = $"Bearer {token}";
            Callers.Remember(http, await app.Services.GetRequiredService<Callers>().Identify(http));
            return http;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
