using System.Buffers;
using System.Net.Mail;

namespace ProjetK.Identity;

/// <summary>Checks the fields that several requests share; every violation is noted, none stops the check.</summary>
internal static class Fields
{
    public const int LongestName = 200;
    private const int MostCommunes = 100, LongestEmail = 254;

    private static readonly SearchValues<char> EmailCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-@");

    /// <summary>Reads a field by code that refuses it with an exception, and notes it with the others.</summary>
    public static T? Take<T>(this Violations violations, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DomainException refusal) when (refusal.Violations.Count > 0)
        {
            foreach (var (field, description) in refusal.Violations)
                violations.Require(false, field, description);
            return default;
        }
    }

    /// <summary>A text of one or, where lines may be broken, several lines.</summary>
    public static string Text(
        this Violations violations, string text, string field, int longest, bool required = true, bool lines = false)
    {
        violations.Require(!required || !string.IsNullOrWhiteSpace(text), field, "is required.");
        violations.Require(
            text.Length <= longest || text.EnumerateRunes().Count() <= longest, field,
            $"must have at most {longest} characters.");
        violations.Require(
            !text.Any(character => char.IsControl(character) && !(lines && character is '\n' or '\r' or '\t')), field,
            lines ? "must not hold control characters but line breaks and tabs." : "must not hold control characters.");
        return text.Trim();
    }

    /// <summary>A mail address as people have them.</summary>
    public static string Email(this Violations violations, string email, string field)
    {
        var trimmed = email.Trim();
        if (violations.Require(trimmed.Length > 0, field, "is required."))
            violations.Require(IsEmail(trimmed), field, "must be a mail address such as mairie@tauriac.example.");
        return trimmed;
    }

    /// <summary>The INSEE code of a commune; whether it exists is known to Applications only.</summary>
    public static string Commune(this Violations violations, string name, string field)
    {
        var ok = ResourceName.TryParse("communes/{commune}", name, out var ids) && IsInsee(ids[0]);
        violations.Require(ok, field, "must look like communes/{commune}, with an INSEE code of 5 characters.");
        return ok ? ids![0] : "";
    }

    /// <summary>INSEE codes, each once.</summary>
    public static string[] Communes(this Violations violations, IReadOnlyCollection<string> names, string field)
    {
        violations.Require(names.Count <= MostCommunes, field, $"must be at most {MostCommunes}.");
        return [.. names.Select((name, index) => violations.Commune(name, $"{field}[{index}]")).Distinct()];
    }

    /// <summary>Roles that people can hold, each once; an applicant is one for a commune.</summary>
    public static Role[] Roles(
        this Violations violations, IReadOnlyCollection<Role> roles, string field, int communes, string communesField)
    {
        violations.Require(roles.Count > 0, field, "is required: at least one role.");
        violations.Require(
            roles.All(role => Enum.IsDefined(role) && role is not (Role.Unspecified or Role.Service)), field,
            "must be among APPLICANT, MANAGER, REVIEWER, FINANCE, FACILITATOR, AUDITOR, ADMINISTRATOR.");
        violations.Require(
            !roles.Contains(Role.Applicant) || communes > 0, communesField, "is required for an applicant.");
        return [.. roles.Distinct().Order()];
    }

    public static bool IsEmail(string email) =>
        email.Length <= LongestEmail && !email.AsSpan().ContainsAnyExcept(EmailCharacters)
        && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.');

    private static bool IsInsee(string code) => code.Length == 5
        && char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || code[1] is 'A' or 'B')
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;
}
