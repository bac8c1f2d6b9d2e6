namespace ProjetK.Architecture.Tests;

/// <summary>A text that other programs rely on, kept beside the tests so that every change is seen and meant.</summary>
internal sealed record Golden(string Name)
{
    private const string Accept = "PROJETK_ACCEPT";

    private string Path => System.IO.Path.Combine(Repository.Root, "tests", "Architecture.Tests", "Golden", Name);

    /// <summary>Fails on what is gone, which breaks others, and on what is new and not yet accepted.</summary>
    public void Compare(string actual)
    {
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(Path, actual);
            return;
        }
        var before = Lines(File.Exists(Path) ? File.ReadAllText(Path) : "");
        var now = Lines(actual);
        var (gone, added) = (List(before.Except(now)), List(now.Except(before)));
        Assert.True(gone == "", $"This breaks whoever relies on it; is it meant?{gone}\nNew:{added}\n{Hint}");
        Assert.True(added == "", $"New:{added}\n{Hint}");
        Assert.Equal(before, now);
    }

    private string Hint =>
        $"If so: {Accept}=1 dotnet test --project tests/Architecture.Tests, and commit Golden/{Name} with the change.";

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string List(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line.Trim()}"));
}
