using System.Buffers.Text;
using System.Text.Json;

namespace ProjetK.Identity.Tests;

/// <summary>What was answered to somebody who asked for tokens.</summary>
internal sealed record Answer(int Status, JsonElement Body)
{
    public string AccessToken => Body.GetProperty("access_token").GetString()!;

    public string RefreshToken => Body.GetProperty("refresh_token").GetString()!;

    public string Error => Body.GetProperty("error").GetString()!;

    /// <summary>What the access token says.</summary>
    public JsonElement Claims => Part(1);

    /// <summary>How it is signed.</summary>
    public JsonElement Header => Part(0);

    /// <summary>When the person signed in, as the id token says.</summary>
    public DateTimeOffset SignIn => DateTimeOffset.FromUnixTimeSeconds(
        Part(1, "id_token").GetProperty("auth_time").GetInt64());

    /// <summary>The texts of a claim that is an array; none when it is absent.</summary>
    public string[] List(string claim) => Claims.TryGetProperty(claim, out var values)
        ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
        : [];

    private JsonElement Part(int index, string token = "access_token") => JsonSerializer.Deserialize<JsonElement>(
        Base64Url.DecodeFromChars(Body.GetProperty(token).GetString()!.Split('.')[index]));
}
