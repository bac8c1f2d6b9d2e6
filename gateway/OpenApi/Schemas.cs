using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Writes messages and enums down as components of a document, each once, when something first refers to
/// it.</summary>
internal sealed class Schemas(OpenApiDocument document)
{
    private readonly Dictionary<(string Type, string Role), string> names = [];

    /// <summary>The value of a field, wherever it stands.</summary>
    public IOpenApiSchema Of(FieldDescriptor field, bool changes = false)
    {
        if (field.IsMap)
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = One(field.MessageType.FindFieldByNumber(2), changes),
            };
        var one = One(field, changes);
        return field.IsRepeated ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }

    /// <summary>A message.</summary>
    public IOpenApiSchema Of(MessageDescriptor message) =>
        WellKnown.Of(message) is { } own ? own : Refer(message, [], changes: false);

    /// <summary>A resource of which only some fields are sent: none is required.</summary>
    public IOpenApiSchema ChangesOf(MessageDescriptor message) => Refer(message, [], changes: true);

    /// <summary>A request without what its path carries.</summary>
    public IOpenApiSchema Without(MessageDescriptor message, HashSet<string> fields) =>
        Refer(message, fields, changes: false);

    private IOpenApiSchema One(FieldDescriptor field, bool changes) => field.FieldType switch
    {
        FieldType.Enum => Of(field.EnumType),
        FieldType.Message => changes && IsChangedInParts(field) && Requires(field.MessageType, [])
            ? ChangesOf(field.MessageType)
            : Of(field.MessageType),
        var scalar => WellKnown.Scalar(scalar),
    };

    private IOpenApiSchema Of(EnumDescriptor type)
    {
        if (type.FullName == "google.protobuf.NullValue")
            return new OpenApiSchema { Type = JsonSchemaType.Null };
        if (!names.TryGetValue((type.FullName, ""), out var name))
        {
            names[(type.FullName, "")] = name = Names.Of(type);
            var values = type.Values.Select(value => $"* `{value.Name}`: {Comments.Of(value)}");
            document.AddComponent(name, new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = $"{Comments.Of(type)}\n\n{string.Join('\n', values)}",
                Enum = [.. type.Values.Select(value => JsonValue.Create(value.Name))],
            });
        }
        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchemaReference Refer(MessageDescriptor message, HashSet<string> without, bool changes)
    {
        var role = changes ? "Changes" : string.Join(' ', without.Order(StringComparer.Ordinal));
        if (!names.TryGetValue((message.FullName, role), out var name))
        {
            var others = names.Keys.Count(known => known.Type == message.FullName && known.Role != "Changes");
            name = Names.Of(message) + (changes ? "Changes" : others == 0 ? "" : $"{others + 1}");
            // Known before it is written: a message may hold itself.
            names[(message.FullName, role)] = name;
            document.AddComponent(name, Write(message, without, changes));
        }
        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Write(MessageDescriptor message, HashSet<string> without, bool changes)
    {
        var fields = message.Fields.InDeclarationOrder().Where(field => !without.Contains(field.Name)).ToList();
        return new()
        {
            Type = JsonSchemaType.Object,
            Description = string.Join("\n\n", new[] { WellKnown.Comment(message) }.Concat(message.Oneofs
                .Where(oneof => !oneof.IsSynthetic)
                .Select(oneof => $"At most one of {string.Join(", ", oneof.Fields.Select(one => $"`{one.JsonName}`"))}."))),
            Properties = fields.ToDictionary(field => field.JsonName, field => Property(field, changes)),
            Required = changes ? null : fields.Where(IsRequired).Select(field => field.JsonName).ToHashSet(),
        };
    }

    private IOpenApiSchema Property(FieldDescriptor field, bool changes)
    {
        var schema = Of(field, changes);
        var comment = Comments.Of(field) is { Length: > 0 } given ? given : null;
        var readOnly = Is(field, FieldBehavior.OutputOnly) || Is(field, FieldBehavior.Identifier);
        if (Is(field, FieldBehavior.Immutable))
            comment += " It cannot be changed later.";
        // What stands beside a reference adds to it.
        switch (schema)
        {
            case OpenApiSchemaReference reference:
                reference.Description = comment;
                reference.ReadOnly = readOnly;
                reference.WriteOnly = Is(field, FieldBehavior.InputOnly);
                break;
            case OpenApiSchema own:
                own.Description = comment;
                own.ReadOnly = readOnly;
                own.WriteOnly = Is(field, FieldBehavior.InputOnly);
                own.Deprecated = field.GetOptions()?.Deprecated is true;
                Limits.Write(field, own);
                if (Examples.Of(field) is { } example)
                    own.Examples = [example];
                break;
        }
        return schema;
    }

    /// <summary>A list is changed as a whole, and so are messages that are one value.</summary>
    private static bool IsChangedInParts(FieldDescriptor field) => field.FieldType == FieldType.Message
        && !field.IsRepeated && !Is(field, FieldBehavior.OutputOnly) && WellKnown.Of(field.MessageType) is null;

    /// <summary>Whether a message requires a field, or holds one that does.</summary>
    private static bool Requires(MessageDescriptor message, HashSet<string> seen) => seen.Add(message.FullName)
        && message.Fields.InDeclarationOrder().Any(field =>
            IsRequired(field) || (IsChangedInParts(field) && Requires(field.MessageType, seen)));

    public static bool IsRequired(FieldDescriptor field) => Is(field, FieldBehavior.Required);

    private static bool Is(FieldDescriptor field, FieldBehavior behaviour) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(behaviour) is true;
}
