using System.Net;
using System.Text.RegularExpressions;

namespace ProjetK.Identity.Tests;

/// <summary>A browser without scripts: keeps cookies, follows what leads to this system, fills in forms. Whatever is at
/// the system's public address it asks the gateway for.</summary>
internal sealed partial class Browser(Uri gateway) : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };

    private HttpClient Client => field ??= new(handler) { BaseAddress = gateway };

    /// <summary>The cookies of this system, which can be taken to another browser.</summary>
    public IReadOnlyList<(string Name, string Value)> Cookies
    {
        get => [.. handler.CookieContainer.GetAllCookies().Select(cookie => (cookie.Name, cookie.Value))];
        set
        {
            foreach (Cookie cookie in handler.CookieContainer.GetAllCookies())
                cookie.Expired = true;
            foreach (var (name, text) in value)
                handler.CookieContainer.Add(gateway, new Cookie(name, text, "/connect"));
        }
    }

    /// <summary>What was read last.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The status of the last answer.</summary>
    public HttpStatusCode Status { get; private set; }

    /// <summary>The headers of the last answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    /// <summary>The first address that leads somewhere else, when one did.</summary>
    public Uri? Elsewhere { get; private set; }

    public void Dispose() => Client.Dispose();

    /// <summary>Opens an address.</summary>
    public Task Open(string address) => Go(new(HttpMethod.Get, Inside(address)));

    /// <summary>Sends the form of the page, with these fields filled in.</summary>
    public Task Submit(params (string Name, string Value)[] filled)
    {
        var fields = Inputs().Matches(Page).ToDictionary(
            input => Attribute(input.Value, "name"), input => Attribute(input.Value, "value"));
        foreach (var (name, value) in filled)
            fields[name] = value;
        var action = Action().Match(Page).Groups[1].Value;
        return Go(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) });
    }

    private async Task Go(HttpRequestMessage request)
    {
        Elsewhere = null;
        while (true)
        {
            using var asked = request;
            using var response = await Client.SendAsync(asked);
            (Status, Page) = (response.StatusCode, await response.Content.ReadAsStringAsync());
            Headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
            if (response.Headers.Location is not { } location)
                return;
            if (location.IsAbsoluteUri && location.Host is not ("projetk.test" or "localhost"))
            {
                Elsewhere = location;
                return;
            }
            request = new(HttpMethod.Get, Inside(location.OriginalString));
        }
    }

    private static string Inside(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute.PathAndQuery : address;

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<form [^>]*action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
