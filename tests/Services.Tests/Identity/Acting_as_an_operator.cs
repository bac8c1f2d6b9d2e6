using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Identity.Tests;

public sealed class Acting_as_an_operator(ServicesStack stack)
{
    [Fact]
    public async Task the_program_of_operators_gets_a_token_that_says_two_roles_and_nothing_else()
    {
        var answer = await Ask();
        Assert.Equal(200, answer.Status);
        Assert.Equal("services/operations", answer.Claims.GetProperty("sub").GetString());
        Assert.Equal(["administrator", "auditor"], answer.List("role"));
        Assert.Empty(answer.List("commune"));
        Assert.Equal(900, answer.Claims.GetProperty("exp").GetInt64() - answer.Claims.GetProperty("iat").GetInt64());
        Assert.False(answer.Body.TryGetProperty("refresh_token", out _));
    }

    [Theory]
    [InlineData("another")]
    [InlineData(ServicesStack.FundingSecret)]
    public async Task a_wrong_secret_gets_nothing(string secret)
    {
        var answer = await Ask(secret);
        Assert.Equal((401, "invalid_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task the_secret_belongs_to_no_other_program()
    {
        var answer = await stack.Ask(
            ("grant_type", "client_credentials"), ("client_id", "funding"),
            ("client_secret", ServicesStack.OperationsSecret));
        Assert.Equal((401, "invalid_client"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("password", "username", "administrator@projetk.test", "password", "projetk")]
    [InlineData("refresh_token", "refresh_token", "any", "scope", "openid")]
    [InlineData("authorization_code", "code", "any", "redirect_uri", ServicesStack.Redirect)]
    public async Task no_person_can_be_had_in_its_name(
        string grant, string field, string value, string otherField, string otherValue)
    {
        var answer = await stack.Ask(
            ("grant_type", grant), ("client_id", "operations"), ("client_secret", ServicesStack.OperationsSecret),
            (field, value), (otherField, otherValue), ("code_verifier", new string('v', 43)));
        Assert.Equal(400, answer.Status);
        Assert.Contains(answer.Error, (string[])["unauthorized_client", "invalid_grant"]);
    }

    [Fact]
    public async Task nobody_signs_in_for_it()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = stack.Gateway,
        };
        using var answer = await client.GetAsync("/connect/authorize?response_type=code&client_id=operations"
            + $"&redirect_uri={Uri.EscapeDataString(ServicesStack.Redirect)}&code_challenge=x&code_challenge_method=S256");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task it_operates_every_service_and_decides_nothing()
    {
        var token = (await Ask()).AccessToken;
        foreach (var service in (string[])["applications", "ecosystem", "funding", "identity"])
        {
            Assert.Equal(200, (await stack.Get($"/v1/services/{service}/deadLetters", token)).Status);
            Assert.Equal(200, (await stack.Get($"/v1/services/{service}/history:verify", token)).Status);
        }
        Assert.Equal(403, await Post("/v1/envelopes?envelope_id=mine", new { label = "Mine" }, token));
        Assert.Equal(403, await Post(
            "/v1/applications/0198b7a0-0000-7000-8000-000000000001:acceptIntent", new { }, token));
    }

    [Fact]
    public async Task whom_it_invites_becomes_administrator_and_the_history_names_the_program()
    {
        var email = Newcomer.NewAddress();
        var token = (await Ask()).AccessToken;
        Assert.Equal(200, await Post("/v1/people:invite",
            new { email, displayName = "Dominique Exemple", roles = new[] { "ADMINISTRATOR" } }, token));

        var secret = await stack.Mails.SecretTo(email);
        Assert.Equal(200, await Post("/v1/invitations:accept", new { token = secret, password = Newcomer.Password }));
        Assert.Equal(["administrator"], (await stack.SignIn(email, Newcomer.Password)).List("role"));

        await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
        await database.OpenAsync();
        await using var command = new NpgsqlCommand("""
            SELECT i.invited_by, h.service, h.person IS NULL FROM invitations i
            JOIN history h ON h.resource = 'invitations/' || i.id AND h.sequence = 1
            WHERE i.invited_by = 'services/operations'
            """, database);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(("operations", true), (reader.GetString(1), reader.GetBoolean(2)));
        Assert.False(await reader.ReadAsync());
    }

    private Task<Answer> Ask(string secret = ServicesStack.OperationsSecret) => stack.Ask(
        ("grant_type", "client_credentials"), ("client_id", "operations"), ("client_secret", secret));

    private async Task<int> Post(string path, object body, string? token = null)
    {
        using var client = new HttpClient { BaseAddress = stack.Gateway };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.PostAsJsonAsync(path, body, JsonSerializerOptions.Web);
        return (int)answer.StatusCode;
    }
}
