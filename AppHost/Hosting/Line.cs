using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace ProjetK.AppHost.Hosting;

/// <summary>A line of a resource's log, as a person reads it: without the time before it, colours and a stack.
/// </summary>
internal sealed partial class Line(LogLine line)
{
    private const int Longest = 400;

    public string Text { get; } = Shorten(Noise().Replace(line.Content, ""));

    /// <summary>What a server's script says to a person.</summary>
    public bool IsForPeople => Text.StartsWith('>');

    /// <summary>Why a program broke off.</summary>
    public bool IsGrave => Grave().IsMatch(Text);

    /// <summary>False for what the host says of the process, and for a line of a stack.</summary>
    public bool IsOfTheProcess => !Frame().IsMatch(Text);

    private static string Shorten(string text)
    {
        var stack = text.IndexOf("    at ", StringComparison.Ordinal);
        var end = stack > 0 ? stack : text.Length;
        return text[..Math.Min(end, Longest)].TrimEnd();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[^ ]* |\e\[[0-9;]*m")]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(fail:|crit:|Unhandled exception|The migration of)")]
    private static partial Regex Grave();

    [GeneratedRegex(@"^(   at |--- |\[sys\]|No custom certificate|Waiting for resource|$)")]
    private static partial Regex Frame();
}
