using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using ProjetK.AppHost.Hosting;

namespace ProjetK.AppHost.Commands;

/// <summary>Asks services, each at its own address, in the name of the program by which an operator acts:
/// docs/decisions/0012.</summary>
internal sealed class Operations(Service identity, IResourceBuilder<ParameterResource> secret)
{
    private const string Client = "operations";

    // Whoever asks may give up before; a whole history takes its time.
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>What a service answers; throws <see cref="RefusedException"/> when it says no.</summary>
    public async Task<JsonElement> Ask(
        ProjectResource service, HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, Address(service, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(cancellation));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Send(request, cancellation);
    }

    // A new one each time: keys and clients may be others than a moment ago.
    private async Task<string> Token(CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Client,
            ["client_secret"] = await secret.Resource.GetValueAsync(cancellation) ?? "",
        };
        for (var replica = 0; ; replica++)
            try
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, Address(identity.Replicas[replica].Resource, "connect/token"));
                request.Content = new FormUrlEncodedContent(form);
                return (await Send(request, cancellation)).GetProperty("access_token").GetString()!;
            }
            catch (HttpRequestException) when (replica + 1 < identity.Replicas.Count)
            {
                // Another replica may be there.
            }
    }

    private static Uri Address(ProjectResource service, string path) =>
        new(new Uri(service.GetEndpoint("http").Url), path);

    private static async Task<JsonElement> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await Http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode
            ? Last(text)
            : throw new RefusedException(Why(text) ?? $"It answered {(int)answer.StatusCode}.");
    }

    // A stream of answers is one object after the other; the last one says all.
    private static JsonElement Last(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new() { AllowMultipleValues = true });
        var last = default(JsonElement);
        while (reader.Read())
            last = JsonElement.ParseValue(ref reader);
        return last;
    }

    // Services refuse by google.rpc.Status, the provider of tokens as OAuth says.
    private static string? Why(string text)
    {
        try
        {
            var answer = JsonElement.Parse(text);
            return answer.TryGetProperty("message", out var message)
                || answer.TryGetProperty("error_description", out message) ? message.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A service said no; the message says why, for whoever asked.</summary>
internal sealed class RefusedException(string message) : Exception(message);
