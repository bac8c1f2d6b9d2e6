using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Commands;

/// <summary>Calls the services' own RPCs for whoever watches the dashboard, as the client <c>operations</c> of the
/// identity service.</summary>
internal sealed class Operator(EndpointReference identity, ParameterResource secret)
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromMinutes(1) };

    public Task<JsonElement> Get(EndpointReference service, string path, CancellationToken cancellation) =>
        Send(service, HttpMethod.Get, path, null, cancellation);

    public Task<JsonElement> Post(
        EndpointReference service, string path, object body, CancellationToken cancellation) =>
        Send(service, HttpMethod.Post, path, body, cancellation);

    private async Task<JsonElement> Send(
        EndpointReference service, HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{service.Url}{path}")
        {
            Content = body is null ? null : JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await Token(cancellation)) },
        };
        using var response = await Client.SendAsync(request, cancellation);
        return await Read(response, "message", cancellation);
    }

    private async Task<string> Token(CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "operations",
            ["client_secret"] = await secret.GetValueAsync(cancellation),
        });
        using var response = await Client.PostAsync($"{identity.Url}/connect/token", form, cancellation);
        return (await Read(response, "error_description", cancellation)).GetProperty("access_token").GetString()!;
    }

    /// <summary>The answer, or a failure with what the refusal says.</summary>
    private static async Task<JsonElement> Read(
        HttpResponseMessage response, string explanation, CancellationToken cancellation)
    {
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return response.IsSuccessStatusCode ? answer : throw new HttpRequestException(
            answer.TryGetProperty(explanation, out var said) ? said.GetString() : $"{(int)response.StatusCode}");
    }
}
