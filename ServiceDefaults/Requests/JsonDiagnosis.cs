using System.Text.Json;
using Google.Protobuf.Reflection;

namespace ProjetK.ServiceDefaults;

/// <summary>Finds the first value in a JSON text that its message cannot hold.</summary>
internal static class JsonDiagnosis
{
    /// <summary>The field and what is wrong with it, in words for the author of the request; null when all is
    /// well.</summary>
    public static (string Field, string Description)? Find(MessageDescriptor message, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return (path.Length == 0 ? "body" : path, "must be a JSON object.");
        foreach (var property in json.EnumerateObject())
        {
            var prefix = path.Length == 0 ? "" : $"{path}.";
            var found = FieldWords.Find(message, property.Name) is { } field
                ? Find(field, property.Value, prefix + field.Name)
                : (prefix + property.Name, $"is not a field of {message.Name}.");
            if (found is not null)
                return found;
        }
        return null;
    }

    private static (string, string)? Find(FieldDescriptor field, JsonElement json, string path)
    {
        if (field.FieldType != FieldType.Message || field.IsMap || FieldWords.IsOneValue(field.MessageType)
            || json.ValueKind == JsonValueKind.Null)
            return FieldWords.Fits(field, json.GetRawText()) ? null : (path, FieldWords.Expectation(field));
        if (!field.IsRepeated)
            return Find(field.MessageType, json, path);
        return json.ValueKind != JsonValueKind.Array
            ? (path, "must be a JSON array.")
            : json.EnumerateArray()
                .Select((element, index) => Find(field.MessageType, element, $"{path}[{index}]"))
                .FirstOrDefault(found => found is not null);
    }
}
