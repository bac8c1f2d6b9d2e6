
namespace ProjetK.Applications;

/// <summary>What people write.</summary>
internal static class Written
{
    /// <summary>Notes a violation by characters that nobody writes; PostgreSQL cannot even keep all of them.</summary>
    public static bool RequireText(this Violations violations, string text, string field) => violations.Require(
        !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')),
        field, "must not contain control characters but line breaks and tabs.");
}
