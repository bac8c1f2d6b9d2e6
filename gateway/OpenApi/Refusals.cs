using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.OpenApi;
using ProjetK.ServiceDefaults;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Writes down how an operation says no: by HTTP status, with the reasons that may come and what they
/// mean.</summary>
internal sealed class Refusals(OpenApiDocument document)
{
    /// <summary>The extension that names reasons.</summary>
    public const string Extension = "x-projetk-refusals";

    private const string Domain = "projetk", Type = "type.googleapis.com/google.rpc.";
    private readonly HashSet<string> shared = [];

    /// <summary>One response per HTTP status.</summary>
    public IEnumerable<(string Status, IOpenApiResponse Response)> Of(MethodDescriptor rpc) => Reasons.Of(rpc)
        .GroupBy(reason => HttpStatuses.Of((StatusCode)Reasons.CodeOf(reason)))
        .OrderBy(reasons => reasons.Key)
        .Select(reasons => ($"{reasons.Key}", Response([.. reasons])));

    /// <summary>A list of reasons as an extension.</summary>
    public static JsonNodeExtension Names(IEnumerable<EnumValueDescriptor> reasons) =>
        new(new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason.Name))]));

    /// <summary>Responses that many operations share stand once in the document.</summary>
    private IOpenApiResponse Response(IReadOnlyList<EnumValueDescriptor> reasons)
    {
        if (reasons is not [var only])
            return Write(reasons);
        if (shared.Add(only.Name))
            document.AddComponent(only.Name, Write(reasons));
        return new OpenApiResponseReference(only.Name, document);
    }

    private OpenApiResponse Write(IReadOnlyList<EnumValueDescriptor> reasons) => new()
    {
        Description = string.Join('\n', reasons.Select(reason =>
            $"* `{reason.Name}` ({Word(reason)}): {Comments.Of(reason)}")),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(StatusSchemas.Status, document),
                Example = Example(reasons[0]),
            },
        },
        Extensions = new Dictionary<string, IOpenApiExtension> { [Extension] = Names(reasons) },
    };

    private static JsonObject Example(EnumValueDescriptor reason) => new()
    {
        ["code"] = (int)Reasons.CodeOf(reason),
        ["message"] = Comments.Of(reason),
        ["details"] = new JsonArray(new JsonObject
        {
            ["@type"] = $"{Type}ErrorInfo",
            ["reason"] = reason.Name,
            ["domain"] = Domain,
        }),
    };

    /// <summary>The gRPC code as it is written in protos: FAILED_PRECONDITION.</summary>
    private static string Word(EnumValueDescriptor reason) => Google.Rpc.CodeReflection.Descriptor.EnumTypes[0]
        .FindValueByNumber((int)Reasons.CodeOf(reason)).Name;
}
