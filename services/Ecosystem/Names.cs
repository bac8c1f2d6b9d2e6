namespace ProjetK.Ecosystem;

/// <summary>Takes names of what belongs to a territory apart.</summary>
internal static class Names
{
    /// <summary>The territory of a list; null for <c>territories/-</c>, which is all of them.</summary>
    public static Guid? ReadParent(string name, string field = "parent") =>
        name == "territories/-" ? null : ResourceName.ParseGuid(Territory.Pattern, name, field);

    /// <summary>The two uuids in a name such as <c>territories/{territory}/sites/{site}</c>.</summary>
    public static (Guid Territory, Guid Id) Read(string pattern, string name, string field = "name") =>
        ResourceName.Parse(pattern, name, field) is [var territory, var id]
        && Guid.TryParseExact(territory, "D", out var territoryId) && Guid.TryParseExact(id, "D", out var uuid)
            ? (territoryId, uuid)
            : throw CommonErrors.InvalidField(field, $"must look like {pattern}, with UUIDs.");
}
