using Npgsql;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

public sealed class Giving_tokens(ServicesStack stack)
{
    public static TheoryData<string, string, string> Accounts => new()
    {
        { "manager", "manager", "" },
        { "manager2", "manager", "" },
        { "finance", "finance", "" },
        { "finance2", "finance", "" },
        { "reviewer1", "reviewer", "" },
        { "reviewer2", "reviewer", "" },
        { "facilitator", "facilitator", "" },
        { "facilitator2", "facilitator", "" },
        { "representative", "facilitator", "" },
        { "auditor", "auditor", "" },
        { "administrator", "administrator", "" },
        { "maire.33525", "applicant", "33525" },
        { "maire.33325", "applicant", "33325" },
        { "maire.33166", "applicant", "33166" },
        { "maire.33191", "applicant", "33191" },
        { "maire.33243", "applicant", "33243" },
    };

    [Theory, MemberData(nameof(Accounts))]
    public async Task every_account_for_development_gets_one_that_says_role_and_communes(
        string name, string role, string communes)
    {
        var answer = await stack.SignIn($"{name}@projetk.test", "projetk");
        Assert.Equal(200, answer.Status);
        Assert.Equal([role], answer.List("role"));
        Assert.Equal(communes.Split(' ', StringSplitOptions.RemoveEmptyEntries), answer.List("commune"));
        Assert.StartsWith("people/", answer.Claims.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task a_token_says_no_more_than_the_contract_and_lives_for_a_quarter_of_an_hour()
    {
        var answer = await stack.SignIn("maire.33525@projetk.test", "projetk");
        var claims = answer.Claims;
        Assert.Equal("http://projetk.test/", claims.GetProperty("iss").GetString());
        Assert.Equal("projetk", claims.GetProperty("aud").GetString());
        Assert.Equal(900, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal("at+jwt", answer.Header.GetProperty("typ").GetString());
        Assert.Equal("ES256", answer.Header.GetProperty("alg").GetString());
        Assert.DoesNotContain("@", claims.GetRawText());
        Assert.DoesNotContain("Tauriac", claims.GetRawText());
    }

    [Fact]
    public async Task other_services_believe_it()
    {
        var answer = await stack.SignIn("manager@projetk.test", "projetk");
        Assert.Equal(200, (await stack.Get("/v1/applications", answer.AccessToken)).Status);
        Assert.Equal(401, (await stack.Get("/v1/applications")).Status);
    }

    [Fact]
    public async Task a_service_gets_one_for_its_secret()
    {
        var answer = await stack.Ask(
            ("grant_type", "client_credentials"), ("client_id", "funding"),
            ("client_secret", ServicesStack.FundingSecret));
        Assert.Equal(200, answer.Status);
        Assert.Equal("services/funding", answer.Claims.GetProperty("sub").GetString());
        Assert.Equal(["service"], answer.List("role"));
        Assert.Equal(3600, answer.Claims.GetProperty("exp").GetInt64() - answer.Claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task a_service_with_another_secret_gets_none()
    {
        var answer = await stack.Ask(
            ("grant_type", "client_credentials"), ("client_id", "funding"), ("client_secret", "another"));
        Assert.Equal((401, "invalid_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task a_program_of_people_gets_none_for_itself()
    {
        var answer = await stack.Ask(("grant_type", "client_credentials"), ("client_id", "projetk-cli"));
        Assert.NotEqual(200, answer.Status);
        Assert.Contains(answer.Error, (string[])["invalid_client", "unauthorized_client", "invalid_request"]);
    }

    [Fact]
    public async Task a_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var wrong = await stack.SignIn("auditor@projetk.test", "wrong");
        var unknown = await stack.SignIn(Newcomer.NewAddress(), "projetk");
        Assert.Equal((400, "invalid_grant"), (wrong.Status, wrong.Error));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
    }

    [Fact]
    public async Task the_portal_may_not_send_passwords()
    {
        var answer = await stack.Ask(
            ("grant_type", "password"), ("client_id", "projetk-portal"), ("username", "manager@projetk.test"),
            ("password", "projetk"));
        Assert.Equal((400, "unauthorized_client"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task a_refresh_token_gives_the_next_ones()
    {
        var first = await stack.SignIn("reviewer1@projetk.test", "projetk");
        var second = await stack.Refresh(first);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(first.Claims.GetProperty("sub").GetString(), second.Claims.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task a_refresh_token_may_come_twice_at_once_and_both_answers_work()
    {
        var first = await stack.SignIn("reviewer2@projetk.test", "projetk");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => stack.Refresh(first)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        // The answer may have been lost.
        var again = await stack.Refresh(first);
        foreach (var answer in (Answer[])[.. answers, again])
        {
            Assert.Equal(200, (await stack.Refresh(answer)).Status);
            Assert.Equal(200, (await stack.Get("/v1/people/me", answer.AccessToken)).Status);
        }
    }

    [Fact]
    public async Task a_refresh_token_that_comes_again_much_later_ends_all_that_came_of_it()
    {
        var somebody = await Newcomer.Arrive(stack);
        var first = await stack.SignIn(somebody.Email, Newcomer.Password);
        var second = await stack.Refresh(first);
        await using var database = new NpgsqlConnection(await stack.AdminConnectionString("identity"));
        await database.OpenAsync();
        await using var later = new NpgsqlCommand("""
            UPDATE open_iddict_tokens SET redemption_date = redemption_date - interval '31 seconds'
            WHERE subject = $1 AND redemption_date IS NOT NULL
            """, database) { Parameters = { new() { Value = somebody.Person.Name } } };
        Assert.Equal(1, await later.ExecuteNonQueryAsync());
        Assert.Equal("invalid_grant", (await stack.Refresh(first)).Error);
        Assert.Equal("invalid_grant", (await stack.Refresh(second)).Error);
    }

    [Fact]
    public async Task the_next_one_says_what_somebody_may_do_by_then()
    {
        var somebody = await Newcomer.Arrive(stack);
        var first = await stack.SignIn(somebody.Email, Newcomer.Password);
        await stack.Send<V1.Person>(new V1.UpdatePersonRequest
        {
            Person = new() { Name = somebody.Person.Name, Etag = somebody.Person.Etag, Roles = { Role.Auditor } },
        }, by: Newcomer.Administrator);
        Assert.Equal(["auditor"], (await stack.Refresh(first)).List("role"));
    }

    [Fact]
    public async Task the_keys_and_addresses_are_published_for_the_public_address()
    {
        var (_, metadata) = await stack.Get("/.well-known/openid-configuration");
        Assert.Equal("http://projetk.test/", metadata.GetProperty("issuer").GetString());
        Assert.Equal("http://projetk.test/connect/token", metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal("http://projetk.test/.well-known/jwks", metadata.GetProperty("jwks_uri").GetString());
        var (_, keys) = await stack.Get("/.well-known/jwks");
        Assert.All(keys.GetProperty("keys").EnumerateArray(), key => Assert.False(key.TryGetProperty("d", out _)));
    }
}
