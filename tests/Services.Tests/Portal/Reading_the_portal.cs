using System.Net;
using System.Text.RegularExpressions;
using ProjetK.Testing.Scenarios;

namespace ProjetK.Portal.Tests;

/// <summary>The pages that everybody may read, as a browser asks for them, without running a script.</summary>
public sealed partial class Reading_the_portal(ServicesStack stack)
{
    private static readonly string[] Pages =
    [
        "/appels", "/eligibilite", "/candidatures", "/territoires", "/registre", "/registre/verifier", "/previsions",
        "/idees", "/mes-donnees", "/plan-du-site", "/aide", "/accessibilite", "/mentions-legales", "/donnees-personnelles", "/sources",
    ];

    [Fact]
    public async Task leads_from_the_first_page_to_every_other_one()
    {
        var (asked, waiting) = (new HashSet<string>(), new Queue<string>(["/plan-du-site", "/", "/connexion/echec"]));
        using var browser = Browser();
        while (asked.Count < 60 && waiting.TryDequeue(out var path))
        {
            if (!asked.Add(path))
                continue;
            var (status, page) = await Read(browser, path);
            // Whoever is not signed in is led there.
            if (IsForAccounts(path) && status == HttpStatusCode.Redirect)
                continue;
            Assert.True(status == HttpStatusCode.OK, $"{path}: {status}");
            Assert.Single(Heading().Matches(page));
            Assert.Contains("<html lang=\"fr\">", page);
            Assert.Contains("– Projet K</title>", page.Replace("zéro déchet</title>", "– Projet K</title>"));
            // What the page may load is its style sheet; it runs nothing and draws nothing by attributes.
            Assert.DoesNotMatch("<script| style=| on[a-z]+=\"", page);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
            foreach (Match link in Link().Matches(page))
                if (link.Groups[1].Value is var next && !next.StartsWith("/connexion?", StringComparison.Ordinal)
                    && !next.StartsWith("/v1/", StringComparison.Ordinal))
                    waiting.Enqueue(next);
        }
        Assert.Empty(Pages.Except(asked));
    }

    [Fact]
    public async Task shows_programs_the_index_and_browsers_the_page()
    {
        using var browser = Browser();
        Assert.Contains("Inventer ensemble", (await Read(browser, "/")).Page);
        Assert.StartsWith("{\"name\":\"Projet K\"", await stack.Json.GetStringAsync("/"));
        // What is for programs is refused as they expect it, whoever asks.
        using var refused = await browser.GetAsync("/v1/nothing");
        Assert.Equal((HttpStatusCode.NotFound, "application/json"),
            (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task says_in_words_what_does_not_exist()
    {
        using var browser = Browser();
        foreach (var path in (string[])["/rien", "/appels/rien", "/territoires/rien", "/candidatures/rien"])
        {
            var (status, page) = await Read(browser, path);
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains("Cette page n’existe pas", page);
        }
    }

    [Fact]
    public async Task tells_a_commune_whether_it_may_apply_and_what_it_would_receive()
    {
        var round = await Round.Publish(stack);
        using var browser = Browser();
        var (_, found) = await Read(browser, $"/eligibilite?appel={round.Call.Split('/')[1]}&q=tauriac");
        Assert.Contains("Tauriac (33, CC du Grand Cubzaguais", found);
        var (_, page) = await Read(browser, $"/eligibilite?appel={round.Call.Split('/')[1]}&commune=33525");
        Assert.Contains("habitants comptent", page);
        Assert.Contains("Aide estimée : 187\u202f880\u202f€", page);
        Assert.Contains("134\u202f200\u202f€ la première année", page);
    }

    [Fact]
    public async Task keeps_what_it_says_to_itself_and_its_style_for_ever()
    {
        using var browser = Browser();
        using var home = await browser.GetAsync("/");
        var page = await home.Content.ReadAsStringAsync();
        Assert.Contains("default-src 'none'", home.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("unsafe", home.Headers.GetValues("Content-Security-Policy").Single());
        var sheet = StyleSheet().Match(page).Groups[1].Value;
        using var style = await browser.GetAsync(sheet);
        Assert.Contains("immutable", style.Headers.CacheControl?.ToString());
        var bytes = (await style.Content.ReadAsByteArrayAsync()).Length + System.Text.Encoding.UTF8.GetByteCount(page);
        Assert.True(bytes < 150_000, $"A first visit weighs {bytes} bytes, before they are compressed.");
    }

    private static async Task<(HttpStatusCode Status, string Page)> Read(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static bool IsForAccounts(string path) =>
        path is "/connexion" or "/notifications" or "/compte" or "/idees/proposer"
        || path.StartsWith("/commune", StringComparison.Ordinal) || path.EndsWith("/reprendre", StringComparison.Ordinal);

    private HttpClient Browser()
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = stack.Json.BaseAddress,
        };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        return browser;
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)")]
    private static partial Regex Link();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex StyleSheet();
}
