using Grpc.Core;

namespace ProjetK.ServiceDefaults.Tests;

public sealed class Access_that_is_enforced(Access_that_is_enforced.EnforcingHost host)
    : IClassFixture<Access_that_is_enforced.EnforcingHost>
{
    [Fact]
    public async Task lets_anybody_call_what_is_public()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Grpc.GetCounterAsync(new() { Name = "counters/none" }));
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task refuses_everybody_else()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Grpc.ResetCounterAsync(new() { Name = "counters/none" }));
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        var response = await host.Http.PostAsJsonAsync("/v1/counters/none:reset", new { });
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task leaves_dead_letters_to_administrators()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Operations.ListDeadLettersAsync(new() { Parent = "services/counter" }));
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public void names_every_rpc_that_does_not_say_who_may_call()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => host.App.MapRpc<Unruled>());
        Assert.Contains("projetk.test.v1.UnruledService.Forgotten,", failure.Message);
        Assert.Contains("projetk.test.v1.UnruledService.ForgottenToo", failure.Message);
    }

    [Fact]
    public void cannot_be_switched_off_in_production()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["Access:Enforced"] = "false";
        Assert.Throws<InvalidOperationException>(() => builder.AddServiceDefaults("counter"));
    }

    public sealed class EnforcingHost : CounterHost
    {
        protected override bool AccessEnforced => true;
    }
}
