namespace ProjetK.Ecosystem;

/// <summary>Takes names of what belongs to a territory apart.</summary>
internal static class Names
{
    /// <summary>The territory of a list; null for <c>territories/-</c>, which is all of them.</summary>
    public static Guid? ReadParent(string name, string field = "parent") =>
        name == "territories/-" ? null : ResourceName.ParseGuid(Territory.Pattern, name, field);
}
