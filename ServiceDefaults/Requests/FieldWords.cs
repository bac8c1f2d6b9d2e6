using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace ProjetK.ServiceDefaults;

/// <summary>Finds fields by the names that JSON gives them, and says in words what they hold.</summary>
internal static class FieldWords
{
    /// <summary>By either spelling.</summary>
    public static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    /// <summary>Whether a message is one value in JSON, such as a time.</summary>
    public static bool IsOneValue(MessageDescriptor message) => message.File.Package == "google.protobuf";

    /// <summary>Whether a field can hold that JSON.</summary>
    public static bool Fits(FieldDescriptor field, string json)
    {
        try
        {
            JsonParser.Default.Parse($$"""{"{{field.JsonName}}":{{json}}}""", field.ContainingType);
            return true;
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            return false;
        }
    }

    /// <summary>What protobuf cannot read as JSON it calls an IOException; half a surrogate pair an argument's
    /// fault.</summary>
    public static bool IsUnreadable(Exception failure) => failure
        is IOException or FormatException or OverflowException or ArgumentException or InvalidOperationException;

    /// <summary>What would be right: <c>must be a string.</c></summary>
    public static string Expectation(FieldDescriptor field)
    {
        var one = field.FieldType switch
        {
            FieldType.Enum => "one of " + string.Join(", ", field.EnumType.Values.Select(value => value.Name)),
            FieldType.Bool => "true or false",
            FieldType.String => "a string",
            FieldType.Bytes => "a base64 string",
            FieldType.Double or FieldType.Float => "a number",
            FieldType.Message or FieldType.Group => OfMessage(field.MessageType),
            _ => "a whole number in the range of its type",
        };
        return field.IsMap ? "must be a JSON object of the right types."
            : field.IsRepeated ? $"must be a JSON array, each element {one}."
            : $"must be {one}.";
    }

    private static string OfMessage(MessageDescriptor message) =>
        message.FullName == Timestamp.Descriptor.FullName ? "an RFC 3339 timestamp such as 2023-03-31T21:59:59Z"
        : message.FullName == Duration.Descriptor.FullName ? "a duration in seconds such as 3.5s"
        : message.FullName == FieldMask.Descriptor.FullName ? "field names separated by commas"
        : "a valid value of its type";
}
