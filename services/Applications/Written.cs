namespace ProjetK.Applications;

/// <summary>What people write.</summary>
internal static class Written
{
    /// <summary>Notes a violation by characters that nobody writes; PostgreSQL cannot even keep all of them.</summary>
    public static bool RequireText(this Violations violations, string text, string field) => violations.Require(
        !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')),
        field, "must not contain control characters but line breaks and tabs.");

    /// <summary>Notes a text that is missing or too long.</summary>
    public static void RequireNeeded(this Violations violations, string text, int max, string field)
    {
        violations.Require(!string.IsNullOrWhiteSpace(text), field, "must not be empty.");
        violations.RequireAtMost(text, max, field);
    }

    /// <summary>Notes a text that is too long.</summary>
    public static void RequireAtMost(this Violations violations, string text, int max, string field)
    {
        violations.Require(TextRules.Count(text) <= max, field, $"must have at most {max} characters.");
        violations.RequireText(text, field);
    }
}
