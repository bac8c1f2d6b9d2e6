using Microsoft.Playwright;

namespace ProjetK.Portal.Tests;

/// <summary>Takes a picture of each page that a journey leads through, where a folder for them is named.</summary>
internal sealed class Touring(IPage page)
{
    /// <summary>The folder; nothing where no tour is wanted.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("PROJETK_TOUR");

    private int pictures;

    /// <summary>A picture of the whole page as it is.</summary>
    public Task Picture(string name) => page.ScreenshotAsync(
        new() { Path = Path.Combine(Folder!, $"{++pictures:00}-{name}.png"), FullPage = true });

    /// <summary>Leaves, and comes back as somebody else.</summary>
    public async Task Become(string who, string path)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync($"{Browsing.Address}/connexion?retour={path}");
        await page.SignIn($"{who}@projetk.test");
        await page.WaitForURLAsync($"{Browsing.Address}{path}");
    }

    /// <summary>Writes what a form asks, by the paths of the contract.</summary>
    public async Task Write(params (string Path, string Text)[] answers)
    {
        foreach (var (path, text) in answers)
            await page.Locator($"[name='{path}']").First.FillAsync(text);
    }

    /// <summary>Opens a page, writes what it asks, and presses its button.</summary>
    public async Task Do(string path, string button, params (string Path, string Text)[] answers)
    {
        await page.GotoAsync(path.StartsWith('/') ? Browsing.Address + path : path);
        await Write(answers);
        await page.Press(button);
        await Assertions.Expect(page.Locator("#erreurs")).ToHaveCountAsync(0);
    }

    /// <summary>Chooses answers, by the paths of the contract.</summary>
    public async Task Choose(params (string Path, string Value)[] answers)
    {
        foreach (var (path, value) in answers)
            await page.Locator($"[name='{path}'][value='{value}']").CheckAsync();
    }
}
