using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;

namespace ProjetK.ServiceDefaults;

/// <summary>Finds out what is wrong with a request that could not be read as JSON, in words for its author.</summary>
internal static class JsonDiagnosis
{
    // Lenient only where a value can hold fields of its own: leniency would let unknown enum values through too.
    private static readonly JsonParser Strict = JsonParser.Default,
        Lenient = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Names every field of the request's JSON and query that has the wrong type, or where the JSON ends to
    /// be JSON.</summary>
    public static async Task<DomainException> Explain(HttpContext context, GrpcJsonTranscodingMetadata rpc)
    {
        var violations = new List<(string, string)>();
        var input = rpc.MethodDescriptor.InputType;
        foreach (var (path, values) in context.Request.Query)
            ExplainQuery(input, path, values, violations);
        if (rpc.HttpRule.Body is { Length: > 0 } body)
            await ExplainBody(context.Request, input, body, violations);
        return violations.Count > 0
            ? CommonErrors.InvalidFields(violations)
            : CommonErrors.InvalidField("request", "A value in the path, the query or the body has the wrong type.");
    }

    private static void ExplainQuery(
        MessageDescriptor message, string path, IEnumerable<string?> values, List<(string, string)> violations)
    {
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            if (Find(message, part) is not { FieldType: FieldType.Message } parent)
                return;
            message = parent.MessageType;
        }
        if (Find(message, parts[^1]) is not { } field)
            return;
        foreach (var value in values)
        {
            var quoted = JsonSerializer.Serialize(value);
            var json = field.FieldType == FieldType.Bool && value is "true" or "false" ? value : quoted;
            if (!Fits(field, field.IsRepeated ? $"[{json}]" : json))
                violations.Add((path, Expectation(field)));
        }
    }

    private static async Task ExplainBody(
        HttpRequest request, MessageDescriptor input, string body, List<(string, string)> violations)
    {
        if (!request.HasJsonContentType())
        {
            violations.Add(("body", "must be JSON: send Content-Type: application/json."));
            return;
        }
        if (!request.Body.CanSeek)
            return;
        request.Body.Position = 0;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            if (body == "*")
                ExplainObject(input, document.RootElement, "", violations);
            else if (Find(input, body) is { } field)
                ExplainField(field, document.RootElement, field.Name, violations);
        }
        catch (JsonException failure)
        {
            violations.Add(("body",
                $"is not valid JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}."));
        }
        catch (IOException)
        {
            violations.Add(("body", "must not be larger than 4 MiB."));
        }
        catch (InvalidOperationException)
        {
            violations.Add(("body", "must be JSON in valid UTF-8."));
        }
    }

    private static void ExplainObject(
        MessageDescriptor message, JsonElement json, string path, List<(string, string)> violations)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            violations.Add((path.Length == 0 ? "body" : path, "must be a JSON object."));
            return;
        }
        foreach (var property in json.EnumerateObject())
        {
            if (Find(message, property.Name) is { } field)
                ExplainField(field, property.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", violations);
        }
    }

    private static void ExplainField(
        FieldDescriptor field, JsonElement json, string path, List<(string, string)> violations)
    {
        if (field.FieldType != FieldType.Message || field.IsMap || IsWellKnown(field.MessageType)
            || json.ValueKind == JsonValueKind.Null)
        {
            if (!Fits(field, json.GetRawText()))
                violations.Add((path, Expectation(field)));
        }
        else if (!field.IsRepeated)
            ExplainObject(field.MessageType, json, path, violations);
        else if (json.ValueKind != JsonValueKind.Array)
            violations.Add((path, "must be a JSON array."));
        else
        {
            var index = 0;
            foreach (var element in json.EnumerateArray())
                ExplainObject(field.MessageType, element, $"{path}[{index++}]", violations);
        }
    }

    private static bool IsWellKnown(MessageDescriptor message) =>
        message.File.Package == "google.protobuf";

    private static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    private static bool Fits(FieldDescriptor field, string json)
    {
        try
        {
            (field.IsMap ? Lenient : Strict).Parse($$"""{"{{field.JsonName}}":{{json}}}""", field.ContainingType);
            return true;
        }
        catch (Exception failure)
            // What protobuf cannot read as JSON it calls an IOException; half a surrogate pair an argument's fault.
            when (failure is IOException or FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }

    private static string Expectation(FieldDescriptor field)
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
