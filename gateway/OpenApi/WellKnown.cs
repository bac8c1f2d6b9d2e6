using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Types that proto3 JSON writes in a way of its own.</summary>
internal static class WellKnown
{
    /// <summary>What a message is in JSON when it is not an object of its fields; null when it is.</summary>
    public static OpenApiSchema? Of(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" => Text("date-time", "2026-06-02T21:59:59Z"),
        "google.protobuf.Duration" => new()
        {
            Type = JsonSchemaType.String,
            Pattern = @"^-?\d+(\.\d{1,9})?s$",
            Examples = ["3.5s"],
        },
        "google.protobuf.FieldMask" => Text(null, "title,summary"),
        "google.protobuf.Struct" => new() { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() },
        "google.protobuf.ListValue" => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema() },
        "google.protobuf.Value" => new(),
        "google.protobuf.Any" => new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["@type"] = Text(null, null) },
            AdditionalProperties = new OpenApiSchema(),
        },
        "google.protobuf.Empty" => new() { Type = JsonSchemaType.Object },
        _ => IsWrapper(message) ? Nullable(Scalar(message.FindFieldByName("value").FieldType)) : null,
    };

    /// <summary>Whether a message is one value, which fits into a query.</summary>
    public static bool IsOneValue(MessageDescriptor message) => IsWrapper(message)
        || message.FullName is "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask";

    /// <summary>A number, a text, a truth value or bytes; an integer of 64 bits is text.</summary>
    public static OpenApiSchema Scalar(FieldType type) => type switch
    {
        FieldType.Double => new() { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Float => new() { Type = JsonSchemaType.Number, Format = "float" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 =>
            new() { Type = JsonSchemaType.Integer, Format = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 =>
            new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Maximum = $"{uint.MaxValue}" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Whole("^-?[0-9]{1,19}$"),
        FieldType.UInt64 or FieldType.Fixed64 => Whole("^[0-9]{1,20}$"),
        FieldType.Bool => new() { Type = JsonSchemaType.Boolean },
        FieldType.String => new() { Type = JsonSchemaType.String },
        FieldType.Bytes => new() { Type = JsonSchemaType.String, Format = "byte", ContentEncoding = "base64" },
        FieldType.Message or FieldType.Group or FieldType.Enum =>
            throw new ArgumentOutOfRangeException(nameof(type), type, "This is not a scalar."),
    };

    /// <summary>What Google's own protos say about themselves: their comments are not compiled here.</summary>
    public static string Comment(MessageDescriptor message) => message.FullName switch
    {
        "google.type.Money" => "An amount: `units` whole euros and `nanos` billionths of a euro, of the same sign. "
            + "12.50 € is `{\"currencyCode\":\"EUR\",\"units\":\"12\",\"nanos\":500000000}`.",
        "google.type.Date" => "A day.",
        "google.type.LatLng" => "A point on the earth (WGS84), in degrees.",
        _ => Comments.Of(message),
    };

    private static bool IsWrapper(MessageDescriptor message) => message.File.Name == "google/protobuf/wrappers.proto";

    private static OpenApiSchema Whole(string pattern) =>
        new() { Type = JsonSchemaType.String, Pattern = pattern, Examples = ["1200"] };

    private static OpenApiSchema Text(string? format, string? example) => new()
    {
        Type = JsonSchemaType.String,
        Format = format,
        Examples = example is null ? null : new List<JsonNode> { example },
    };

    private static OpenApiSchema Nullable(OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        return schema;
    }
}
