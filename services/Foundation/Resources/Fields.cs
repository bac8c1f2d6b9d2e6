using Google.Type;

namespace ProjetK.Foundation;

/// <summary>Reads values from the fields of a request and notes all that is wrong with them, to say it at once. What the
/// contract says of every field (present, short enough, text) was checked before, by
/// <see cref="RequestChecks"/>.</summary>
public static class Fields
{
    private const string CommunePattern = "communes/{commune}";

    /// <summary>The id in a resource name; empty when it is malformed.</summary>
    public static string Id(this Violations violations, string pattern, string name, string field) =>
        violations.Require(ResourceName.TryParse(pattern, name, out var ids), field, $"must look like {pattern}.")
            ? ids![0]
            : "";

    /// <summary>The id in a resource name; null when there is no name, or a malformed one.</summary>
    public static string? OptionalId(this Violations violations, string pattern, string name, string field) =>
        name.Length > 0 && violations.Id(pattern, name, field) is { Length: > 0 } id ? id : null;

    /// <summary>The ids in resource names, each once.</summary>
    public static string[] Ids(this Violations violations, string pattern, IEnumerable<string> names, string field) =>
        [.. names.Select((name, index) => violations.Id(pattern, name, $"{field}[{index}]")).Distinct()];

    /// <summary>The uuid in a resource name; the empty one when it is malformed.</summary>
    public static Guid Guid(this Violations violations, string pattern, string name, string field = "name") =>
        violations.Require(ResourceName.TryParse(pattern, name, out var ids), field, $"must look like {pattern}.")
            && violations.Require(
                System.Guid.TryParseExact(ids![0], "D", out var id), field, $"must look like {pattern}, with a UUID.")
            ? id
            : default;

    /// <summary>The uuid in a resource name; null when there is no name.</summary>
    public static Guid? OptionalGuid(this Violations violations, string pattern, string name, string field) =>
        name.Length == 0 ? null : violations.Guid(pattern, name, field);

    /// <summary>The INSEE code of a commune; whether it exists is known to Applications only.</summary>
    public static string Commune(this Violations violations, string name, string field)
    {
        var ok = ResourceName.TryParse(CommunePattern, name, out var ids) && Formats.IsInsee(ids[0]);
        violations.Require(ok, field, $"must look like {CommunePattern}, with an INSEE code of 5 characters.");
        return ok ? ids![0] : "";
    }

    /// <summary>The INSEE code of a commune; null when there is none.</summary>
    public static string? OptionalCommune(this Violations violations, string name, string field) =>
        name.Length == 0 ? null : violations.Commune(name, field);

    /// <summary>INSEE codes of communes, each once.</summary>
    public static string[] Communes(this Violations violations, IEnumerable<string> names, string field) =>
        [.. names.Select((name, index) => violations.Commune(name, $"{field}[{index}]")).Distinct()];

    /// <summary>A mail address without the blanks around it.</summary>
    public static string Email(this Violations violations, string email, string field)
    {
        var trimmed = email.Trim();
        violations.Require(Formats.IsEmail(trimmed), field, "must be a mail address such as mairie@tauriac.example.");
        return trimmed;
    }

    /// <summary>A day; null when it is not given, or does not exist.</summary>
    public static DateOnly? Day(this Violations violations, Date? date, string field)
    {
        var day = date is null ? null : DayRule.Read(date);
        violations.Require(
            date is null || day is not null, field, "must be a day that exists, with year, month and day.");
        return day;
    }

    /// <summary>An amount of zero or more euros with at most two decimals, in cents.</summary>
    public static long Cents(this Violations violations, Money? money, string field, long max)
    {
        if (!Moneys.TryToCents(money, out var cents, out var part, out var flaw))
            violations.Require(false, field + part, flaw);
        else if (violations.Require(cents >= 0, field, "must not be negative."))
            violations.Require(cents <= max, field, $"must be at most {max / 100} EUR.");
        return cents;
    }
}
