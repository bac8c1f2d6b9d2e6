using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ProjetK.ServiceDefaults;

/// <summary>The query of a request over JSON.</summary>
internal static partial class JsonQuery
{
    /// <summary>Notes every parameter that the transcoder would drop or could not read, and lets field masks name
    /// fields as JSON does.</summary>
    public static void Read(
        HttpRequest request, GrpcJsonTranscodingMetadata rpc, List<(string Field, string Description)> violations)
    {
        var masks = new Dictionary<string, StringValues>();
        foreach (var (name, values) in request.Query)
        {
            if (Find(rpc.MethodDescriptor.InputType, name) is not { } field)
                violations.Add((name, $"is not a parameter of {rpc.MethodDescriptor.Name}."));
            else if (PlaceOf(name, rpc) is { } place)
                violations.Add((name, $"is not read from the query: it is part of the {place}."));
            else if (!field.IsRepeated && values.Count > 1)
                violations.Add((name, "must be given once."));
            else if (IsMask(field))
                masks[name] = new(values.Select(mask => Snake(mask ?? "")).ToArray());
            else if (values.Any(value => !Fits(field, value ?? "")))
                violations.Add((name, FieldWords.Expectation(field)));
        }
        if (masks.Count > 0)
            request.Query = new QueryCollection(request.Query.ToDictionary(
                pair => pair.Key, pair => masks.GetValueOrDefault(pair.Key, pair.Value)));
    }

    private static FieldDescriptor? Find(MessageDescriptor message, string name)
    {
        FieldDescriptor? field = null;
        foreach (var part in name.Split('.'))
        {
            if (field is { IsRepeated: true } or { FieldType: not FieldType.Message })
                return null;
            if ((field = FieldWords.Find(field?.MessageType ?? message, part)) is null)
                return null;
        }
        return field;
    }

    /// <summary>Where else the request carries that field, if it does.</summary>
    private static string? PlaceOf(string name, GrpcJsonTranscodingMetadata rpc)
    {
        var path = string.Join('.', name.Split('.').Select(SnakeOf));
        var (body, template) = (rpc.HttpRule.Body, RpcName.PathOf(rpc.HttpRule) ?? "");
        return Variables().Matches(template).Any(match => match.Groups[1].Value == path) ? "path"
            : body == "*" || path.Split('.')[0] == body ? "body"
            : null;
    }

    private static bool Fits(FieldDescriptor field, string value)
    {
        var isLiteral = field.FieldType == FieldType.Bool ? value is "true" or "false"
            : field.FieldType == FieldType.Enum && value.Length > 0 && value.All(char.IsAsciiDigit);
        var json = isLiteral ? value : JsonSerializer.Serialize(value);
        return FieldWords.Fits(field, field.IsRepeated ? $"[{json}]" : json);
    }

    private static bool IsMask(FieldDescriptor field) => field.FieldType == FieldType.Message
        && field.MessageType.FullName == FieldMask.Descriptor.FullName;

    /// <summary>Names of a mask as the protos have them: <c>project.sharedValues</c> is
    /// <c>project.shared_values</c>.</summary>
    private static string Snake(string mask) => string.Join(',', mask.Split(',').Select(SnakeOf));

    private static string SnakeOf(string name) =>
        Capitals().Replace(name, capital => $"_{char.ToLowerInvariant(capital.Value[0])}");

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"\{([a-z0-9_.]+)")]
    private static partial Regex Variables();
}
