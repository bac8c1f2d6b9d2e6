using System.Reflection;
using System.Text.Json;

namespace ProjetK.Foundation;

/// <summary>Names what changed from one version of a record to the next, for its history; never the values.</summary>
public static class Changes
{
    private static readonly string[] Bookkeeping = ["Id", "Version", "CreateTime", "UpdateTime"];

    /// <summary>The properties that differ, as the contract names fields; none where there was no version before.
    /// Properties in <paramref name="excluded"/> are recorded elsewhere, as the state is, or not at all.</summary>
    public static IEnumerable<string> Between<T>(T? before, T after, params string[] excluded) where T : class =>
        before is null
            ? []
            : Properties<T>.All
                .Where(property => !excluded.Contains(property.Name))
                .Where(property => !Same(property.GetValue(before), property.GetValue(after)))
                .Select(property => FieldName(property.Name));

    private static bool Same(object? one, object? other) => Equals(one, other)
        || (one is not null && other is not null && JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other));

    /// <summary><c>GrantEstimate</c> is <c>grant_estimate</c>, <c>TerritoryId</c> is <c>territory</c>.</summary>
    private static string FieldName(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(
        property.EndsWith("Id", StringComparison.Ordinal) ? property[..^2] : property);

    private static class Properties<T>
    {
        public static readonly PropertyInfo[] All =
        [
            .. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is not null && !Bookkeeping.Contains(property.Name))
                .OrderBy(property => property.Name, StringComparer.Ordinal),
        ];
    }
}
