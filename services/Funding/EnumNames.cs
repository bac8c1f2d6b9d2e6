namespace ProjetK.Funding;

/// <summary>Writes the values of one-word enums as the database and the wire do: in capitals.</summary>
internal static class EnumNames
{
    public static string Name<TEnum>(this TEnum value) where TEnum : struct, Enum =>
        value.ToString().ToUpperInvariant();

    public static TEnum Parse<TEnum>(string name) where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(name, ignoreCase: true);
}
