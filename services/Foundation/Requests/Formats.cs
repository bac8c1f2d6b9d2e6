using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using static ProjetK.FieldLimits.V1.Limits.Types;

namespace ProjetK.Foundation;

/// <summary>What texts of a certain kind look like.</summary>
public static partial class Formats
{
    private const int MaxEmail = 254;

    private static readonly SearchValues<char> EmailCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-@");

    /// <summary>True for a mail address as people have them.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= MaxEmail && !text.AsSpan().ContainsAnyExcept(EmailCharacters)
        && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && parsed.Host.Contains('.');

    /// <summary>True for an INSEE code of a commune: five characters; whether there is such a commune is known to
    /// Applications only.</summary>
    public static bool IsInsee(string code) => code.Length == 5
        && char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || code[1] is 'A' or 'B')
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>True for an id that people choose: 1 to <paramref name="max"/> lower-case letters, digits and inner
    /// hyphens.</summary>
    public static bool IsSlug(string text, int max = 40) => text.Length <= max && Slug().IsMatch(text);

    internal static string? FindFlaw(string text, FieldRules rules) => rules.Format switch
    {
        Format.Unspecified => null,
        Format.Email => IsEmail(text) ? null : "must be a mail address such as mairie@tauriac.example.",
        Format.Slug => IsSlug(text, rules.MaxCharacters)
            ? null
            : $"must be 1 to {rules.MaxCharacters} lower-case letters, digits and inner hyphens.",
        Format.HttpsUrl => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? null
            : "must be an https URL.",
        Format.Decimal => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? null
            : "must be a decimal number, e.g. \"-15.5\".",
        Format.Day => DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= rules.Earliest && day <= rules.Latest
            ? null
            : $"must be a day from {rules.Earliest:yyyy-MM-dd} to {rules.Latest:yyyy-MM-dd}, written like 2026-03-01.",
    };

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Slug();
}
