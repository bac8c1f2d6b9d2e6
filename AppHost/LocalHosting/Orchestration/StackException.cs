namespace ProjetK.AppHost.LocalHosting;

/// <summary>A resource cannot run: why, the end of its log, and what a person can do about it.</summary>
internal sealed class StackException(
    string resource, string reason, string? remedy = null, IReadOnlyList<string>? log = null, Exception? inner = null)
    : Exception(Describe(resource, reason, remedy, log), inner)
{
    private static string Describe(string resource, string reason, string? remedy, IReadOnlyList<string>? log)
    {
        reason = reason.TrimEnd('.');
        var headline = remedy is null ? $"{resource}: {reason}." : $"{resource}: {reason}. What to do: {remedy}.";
        return string.Join(Environment.NewLine, [headline, .. (log ?? []).Select(line => $"    {line}")]);
    }
}
