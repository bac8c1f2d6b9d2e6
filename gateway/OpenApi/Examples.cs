using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Takes examples from the protos: what their comments give for example, and the names of resources.</summary>
internal static partial class Examples
{
    /// <summary>An example of a field's value, in its JSON form; null when the proto gives none.</summary>
    public static JsonNode? Of(FieldDescriptor field) =>
        One(field) is { } one ? field.IsRepeated ? new JsonArray(one) : one : null;

    private static JsonNode? One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => FromComment(field) ?? NameOf(field),
        FieldType.Int32 or FieldType.UInt32 when int.TryParse(FromComment(field), out var number) => number,
        FieldType.Enum => field.EnumType.Values.FirstOrDefault(value => value.Number != 0)?.Name,
        _ => null,
    };

    private static string? FromComment(FieldDescriptor field) => Given().Match(Comments.Of(field)) is { Success: true } found
        ? found.Groups[1].Value + found.Groups[2].Value
        : null;

    private static string? NameOf(FieldDescriptor field)
    {
        var options = field.GetOptions();
        if (options?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.Identifier) is true)
            return Resources.ExampleOf(field.ContainingType);
        return options?.GetExtension(ResourceExtensions.ResourceReference) is { Type.Length: > 0 } reference
            ? Resources.Example(reference.Type)
            : null;
    }

    [GeneratedRegex("""e\.g\. (?:["`]([^"`]+)["`]|(\d+))""")]
    private static partial Regex Given();
}
