using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProjetK.Ecosystem.Tests;

public sealed class Speaking_json(ServicesStack services)
{
    private readonly EcosystemHost host = services.Ecosystem;

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, object body)
    {
        using var response = await host.Json.PostAsJsonAsync(path, body);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string Text(JsonElement body, string property) => body.GetProperty(property).GetString()!;

    [Fact]
    public async Task invites_and_confirms()
    {
        var territory = await host.OpenTerritory();
        var (created, actor) = await Post($"/v1/actors?requestId={Guid.NewGuid()}", new
        {
            displayName = $"Épicerie {Guid.NewGuid():N}",
            kind = "PRIVATE",
            commune = "communes/33525",
        });
        Assert.Equal(HttpStatusCode.OK, created);
        var (_, invited) = await Post($"/v1/{territory}/commitments:invite", new
        {
            actor = Text(actor, "name"),
            brings = new[] { "SPACE", "TIME" },
        });
        var commitment = Text(invited.GetProperty("commitment"), "name");
        var (confirmed, answer) = await Post($"/v1/{commitment}:confirm", new { token = Text(invited, "token") });
        Assert.Equal((HttpStatusCode.OK, "CONFIRMED"), (confirmed, Text(answer, "state")));
        var involvement = await host.Json.GetFromJsonAsync<JsonElement>($"/v1/{territory}:involvement");
        Assert.False(involvement.GetProperty("sufficient").GetBoolean());
    }

    [Fact]
    public async Task declines()
    {
        var invited = await host.InviteSomebody();
        var (_, answer) = await Post($"/v1/{invited.Commitment.Name}:decline", new { token = invited.Token });
        Assert.Equal("DECLINED", Text(answer, "state"));
    }

    [Fact]
    public async Task refuses_with_reason_and_fields()
    {
        var (status, body) = await Post(
            "/v1/actors", new { displayName = "", kind = "PUBLIC", commune = "communes/x" });
        Assert.Equal((HttpStatusCode.BadRequest, 3), (status, body.GetProperty("code").GetInt32()));
        Assert.Equal("INVALID_FIELD", Text(body.GetProperty("details")[0], "reason"));
        Assert.Equal(2, body.GetProperty("details")[1].GetProperty("fieldViolations").GetArrayLength());
    }

    [Fact]
    public async Task refuses_a_used_link()
    {
        var invited = await host.InviteSomebody();
        await host.Confirm(invited);
        var (status, body) = await Post($"/v1/{invited.Commitment.Name}:confirm", new { token = invited.Token });
        Assert.Equal(
            (HttpStatusCode.BadRequest, "LINK_EXPIRED"), (status, Text(body.GetProperty("details")[0], "reason")));
    }

    [Theory]
    [InlineData("/v1/ideas", "ideas")]
    [InlineData("/v1/territories", "territories")]
    [InlineData("/v1/actors", "actors")]
    public async Task lists(string path, string property) => Assert.Equal(JsonValueKind.Array,
        (await host.Json.GetFromJsonAsync<JsonElement>(path)).GetProperty(property).ValueKind);

    [Fact]
    public async Task shows_an_idea() => Assert.Equal("BUILT",
        Text(await host.Json.GetFromJsonAsync<JsonElement>("/v1/ideas/repair-cafe"), "land"));
}
