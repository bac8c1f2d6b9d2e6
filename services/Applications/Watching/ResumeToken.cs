using System.Globalization;
using System.Text;

namespace ProjetK.Applications;

/// <summary>Says after which of a call's news a watcher goes on.</summary>
internal static class ResumeToken
{
    public static string Of(string call, long sequence) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence} {call}")))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The number of the last of the news that arrived; INVALID_FIELD for what is no token of that
    /// call.</summary>
    public static long Read(string token, string call)
    {
        var text = token.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(' ', 2) is [var number, var of] && of == call
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return sequence;
        throw CommonErrors.InvalidField("resume_token", "must be one that came with this call.");
    }
}
