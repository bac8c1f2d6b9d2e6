namespace ProjetK.Architecture.Tests;

/// <summary>A text that other programs rely on, kept beside the tests so that every change of it is seen and meant.</summary>
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
        Assert.True(before.Except(now).ToArray() is not { Length: > 0 } gone,
            $"This breaks whoever relies on it; is it meant?{List(before.Except(now))}\nNew:{List(now.Except(before))}\n{Hint}");
        Assert.True(now.Except(before).ToArray() is not { Length: > 0 }, $"New:{List(now.Except(before))}\n{Hint}");
        Assert.Equal(before, now);
    }

    private string Hint =>
        $"If so: {Accept}=1 dotnet test --project tests/Architecture.Tests, and commit Golden/{Name} with the change.";

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string List(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line.Trim()}"));
}
