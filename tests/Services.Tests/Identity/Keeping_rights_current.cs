using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using ProjetK.Identity.V1;
using ProjetK.Testing.Scenarios;
using Role = ProjetK.Auth.V1.Access.Types.Role;

namespace ProjetK.Identity.Tests;

/// <summary>A token says for a quarter of an hour what somebody could do when it was made.</summary>
public sealed class Keeping_rights_current(ServicesStack stack)
{
    /// <summary>What gives or takes roles, and what else people of the administration see.</summary>
    public static TheoryData<string> Calls =>
        ["invite", "update", "revoke", "erase", "accept", "list", "retention", "export"];

    [Theory, MemberData(nameof(Calls))]
    public async Task who_was_revoked_does_nothing_with_the_token_they_still_have(string call)
    {
        var (former, token) = await Administrator();
        await stack.Send<V1.Person>(new RevokePersonRequest { Name = former.Person.Name }, by: Newcomer.Administrator);
        Assert.Equal((401, "UNAUTHENTICATED"), await Do(call, token));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task who_was_erased_does_nothing_either(string call)
    {
        var (former, token) = await Administrator();
        await former.BeErased(stack);
        Assert.Equal((401, "UNAUTHENTICATED"), await Do(call, token));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task who_is_no_administrator_any_more_does_what_their_role_allows(string call)
    {
        var (former, token) = await Administrator();
        await stack.Send<V1.Person>(new UpdatePersonRequest
        {
            Person = new() { Name = former.Person.Name, Etag = former.Person.Etag, Roles = { Role.Finance } },
        }, by: Newcomer.Administrator);
        Assert.Contains(await Do(call, token), ((int, string)[])[(403, "PERMISSION_DENIED"), (404, "NOT_FOUND")]);
        Assert.Equal(200, (await stack.Get("/v1/people/me", token)).Status);
    }

    [Fact]
    public async Task who_was_erased_may_not_even_ask_for_access_by_their_old_name()
    {
        var (former, token) = await Administrator();
        await former.BeErased(stack);
        Assert.Equal((401, "UNAUTHENTICATED"), await Do("ask", token));
    }

    [Fact]
    public async Task of_two_administrators_who_revoke_each_other_at_once_one_succeeds()
    {
        for (var round = 0; round < 5; round++)
        {
            var (first, second) = (await Administrator(), await Administrator());
            var outcomes = await Task.WhenAll(
                Send($"/v1/{second.Newcomer.Person.Name}:revoke", new { }, first.Token),
                Send($"/v1/{first.Newcomer.Person.Name}:revoke", new { }, second.Token));
            Assert.Single(outcomes, outcome => outcome.Status == 200);
            Assert.Contains(
                outcomes.Single(outcome => outcome.Status != 200).Reason,
                (string[])["UNAUTHENTICATED", "CONCURRENT_CHANGE"]);
        }
    }

    [Theory, InlineData("/v1/applications"), InlineData("/v1/grants"), InlineData("/v1/actors")]
    public async Task every_service_refuses_who_was_erased(string path)
    {
        var somebody = await Newcomer.Arrive(stack, Role.Manager);
        var token = (await stack.SignIn(somebody.Email, Newcomer.Password)).AccessToken;
        Assert.Equal(200, (await stack.Get(path, token)).Status);
        await somebody.BeErased(stack);
        await Eventually.Get(
            () => stack.Get(path, token), answer => answer.Status == 401, "the other service to hear of it");
    }

    private async Task<(Newcomer Newcomer, string Token)> Administrator()
    {
        var somebody = await Newcomer.Arrive(stack, Role.Administrator);
        return (somebody, (await stack.SignIn(somebody.Email, Newcomer.Password)).AccessToken);
    }

    private async Task<(int Status, string Reason)> Do(string call, string token)
    {
        var victim = await Newcomer.Arrive(stack);
        var name = victim.Person.Name;
        switch (call)
        {
            case "invite":
                return await Send("/v1/people:invite", new
                {
                    email = Newcomer.NewAddress(),
                    displayName = "Nouvelle Venue",
                    roles = new[] { "ADMINISTRATOR" },
                }, token);
            case "update":
                return await Send($"/v1/{name}", new
                {
                    etag = victim.Person.Etag,
                    roles = new[] { "ADMINISTRATOR" },
                }, token, HttpMethod.Patch);
            case "accept":
                var asked = await stack.Send<V1.AccessRequest>(Some.AccessRequest(Newcomer.NewAddress()));
                return await Send($"/v1/{asked.Name}:accept", new { }, token);
            case "ask":
                return await Send("/v1/accessRequests", new
                {
                    email = Newcomer.NewAddress(),
                    displayName = "Quelqu'un",
                    function = "Maire",
                    commune = "communes/33525",
                }, token);
            case "list":
                return await Send("/v1/people", null, token, HttpMethod.Get);
            case "retention":
                return await Send("/v1/retention", null, token, HttpMethod.Get);
            case "export":
                return await Send($"/v1/{name}:export", null, token, HttpMethod.Get);
            default:
                return await Send($"/v1/{name}:{call}", new { }, token);
        }
    }

    private async Task<(int Status, string Reason)> Send(
        string path, object? body, string token, HttpMethod? method = null)
    {
        using var client = new HttpClient { BaseAddress = stack.Gateway };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
            Headers = { Authorization = new("Bearer", token) },
        };
        using var response = await client.SendAsync(request);
        return (
            (int)response.StatusCode,
            response.StatusCode == HttpStatusCode.OK ? "" : await Reason(response));
    }

    private static async Task<string> Reason(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("details").EnumerateArray()
            .Select(detail => detail.TryGetProperty("reason", out var reason) ? reason.GetString() : null)
            .First(reason => reason is not null)!;
}
