using System.Buffers;

namespace ProjetK.Ecosystem;

/// <summary>Checks the fields that several requests share; every violation is noted, none stops the check.</summary>
internal static class Fields
{
    private const int MostValues = 20, LongestValue = 64;

    private static readonly SearchValues<char> ValueCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

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
    public static string Text(this Violations violations, string text, string field, int longest, bool lines = false)
    {
        violations.Require(
            text.Length <= longest || text.EnumerateRunes().Count() <= longest, field,
            $"must have at most {longest} characters.");
        violations.Require(
            !text.Any(character => char.IsControl(character) && !(lines && character is '\n' or '\r' or '\t')), field,
            lines ? "must not hold control characters but line breaks and tabs." : "must not hold control characters.");
        return text.Trim();
    }

    /// <summary>The INSEE code of a commune; whether it exists is known to Applications only.</summary>
    public static string Commune(this Violations violations, string name, string field)
    {
        var ok = ResourceName.TryParse("communes/{commune}", name, out var ids) && IsInsee(ids[0]);
        violations.Require(ok, field, "must look like communes/{commune}, with an INSEE code of 5 characters.");
        return ok ? ids![0] : "";
    }

    /// <summary>Ids of values, each once.</summary>
    public static string[] Values(this Violations violations, IReadOnlyCollection<string> values, string field)
    {
        violations.Require(values.Count <= MostValues, field, $"must be at most {MostValues}.");
        violations.Require(values.All(IsValue), field,
            $"must be ids of values: 1 to {LongestValue} lower-case letters, digits and hyphens.");
        return [.. values.Distinct()];
    }

    /// <summary>What an actor brings, each once and in the order of the contract.</summary>
    public static Resource[] Brings(
        this Violations violations, IReadOnlyCollection<V1.Commitment.Types.Resource> brings, string field)
    {
        violations.Require(
            brings.All(resource => Enum.IsDefined(resource) && resource != default), field,
            "must be among TIME, SPACE, MONEY, SKILL, EQUIPMENT.");
        return [.. brings.Select(resource => (Resource)resource).Distinct().Order()];
    }

    private static bool IsInsee(string code) => code.Length == 5
        && char.IsAsciiDigit(code[0])
        && (char.IsAsciiDigit(code[1]) || code[1] is 'A' or 'B')
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsValue(string value) =>
        value.Length is > 0 and <= LongestValue && !value.AsSpan().ContainsAnyExcept(ValueCharacters);
}
