using Microsoft.IdentityModel.JsonWebTokens;
using ProjetK.Testing;

namespace ProjetK.Identity.Tests;

public sealed class Operating(IdentityStack stack)
{
    [Fact]
    public async Task takes_the_secret_and_gives_the_roles_of_an_operator_alone()
    {
        var answer = await Ask(IdentityStack.OperationsSecret);

        Assert.Equal(200, answer.Status);
        var token = new JsonWebToken(answer.AccessToken);
        Assert.Equal("services/operations", token.Subject);
        Assert.Equal(["administrator", "auditor"], token.Claims.Where(claim => claim.Type == "role")
            .Select(claim => claim.Value).Order());
    }

    [Fact]
    public async Task is_not_for_whoever_lacks_the_secret() => Assert.Equal(401, (await Ask("another")).Status);

    [Fact]
    public async Task cannot_be_done_by_a_person_in_its_name() => Assert.NotEqual(200, (await stack.Ask(
        ("grant_type", "password"), ("client_id", "operations"), ("client_secret", IdentityStack.OperationsSecret),
        ("username", "auditor@projetk.test"), ("password", "projetk"))).Status);

    private Task<Answer> Ask(string secret) => stack.Ask(
        ("grant_type", "client_credentials"), ("client_id", "operations"), ("client_secret", secret));
}
