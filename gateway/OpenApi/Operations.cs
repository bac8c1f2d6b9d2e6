using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;
using ProjetK.Auth.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Writes a binding down as an operation of a document.</summary>
internal sealed class Operations(OpenApiDocument document)
{
    private const string Json = "application/json";
    private readonly Schemas schemas = new(document);
    private readonly Refusals refusals = new(document);

    public OpenApiOperation Of(HttpBinding binding)
    {
        var rpc = binding.Rpc;
        var access = rpc.GetOptions().GetExtension(AccessExtensions.Access);
        return new()
        {
            OperationId = $"{rpc.Service.Name}_{rpc.Name}{(binding.Number == 1 ? "" : $"_{binding.Number}")}",
            Tags = new HashSet<OpenApiTagReference> { new(TagOf(rpc.Service), document) },
            Summary = FirstSentence(Comments.Of(rpc)),
            Description = $"{Comments.Of(rpc)}\n\n{WhoMay(access)}",
            Parameters = [.. new Parameters(schemas).Of(binding)],
            RequestBody = Body(binding),
            Responses = Responses(binding),
            Security = Security.Of(access, document),
            Deprecated = rpc.GetOptions().Deprecated,
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-projetk-rpc"] = new JsonNodeExtension(JsonValue.Create(rpc.FullName)),
                ["x-projetk-roles"] = new JsonNodeExtension(new JsonArray([.. Roles(access)])),
                [Refusals.Extension] = Refusals.Names(Reasons.Of(rpc)),
            },
        };
    }

    /// <summary>The name under which the operations of a service stand together.</summary>
    public static string TagOf(ServiceDescriptor service) => service.Name.EndsWith("Service", StringComparison.Ordinal)
        ? service.Name[..^"Service".Length]
        : service.Name;

    private OpenApiRequestBody? Body(HttpBinding binding)
    {
        if (binding.Rpc.IsClientStreaming)
            return Files.Sent();
        if (binding.Body.Length == 0)
            return null;
        var input = binding.Rpc.InputType;
        var field = binding.Body == "*" ? null : input.FindFieldByName(binding.Body);
        return new()
        {
            Required = true,
            Description = field is null ? null : Comments.Of(field),
            Content = Content(field is null ? schemas.Without(input, binding.Elsewhere)
                : binding.Verb == HttpMethod.Patch ? schemas.ChangesOf(field.MessageType)
                : schemas.Of(field)),
        };
    }

    private OpenApiResponses Responses(HttpBinding binding)
    {
        var responses = new OpenApiResponses { ["200"] = Success(binding) };
        foreach (var (status, response) in refusals.Of(binding.Rpc))
            responses[status] = response;
        return responses;
    }

    private OpenApiResponse Success(HttpBinding binding)
    {
        var output = binding.Rpc.OutputType;
        if (Files.AnswerOf(binding.Rpc) is { } mediaType)
        {
            var content = binding.Rpc.IsServerStreaming ? [] : Content(schemas.Of(output));
            content[mediaType] = new OpenApiMediaType { Schema = Files.Schema };
            return new() { Description = Comments.Of(binding.Rpc), Content = content };
        }
        return new()
        {
            Description = binding.Rpc.IsServerStreaming
                ? $"{Comments.Of(output)}\n\nA stream: one such object per line."
                : Comments.Of(output),
            Content = Content(binding.Rule.ResponseBody is { Length: > 0 } part
                ? schemas.Of(output.FindFieldByName(part))
                : schemas.Of(output)),
        };
    }

    private static Dictionary<string, IOpenApiMediaType> Content(IOpenApiSchema schema) =>
        new() { [Json] = new OpenApiMediaType { Schema = schema } };

    private static string WhoMay(Access access) => access.Public
        ? "**Who may call:** anybody, with or without a token."
        : $"**Who may call:** {string.Join(", ", access.Roles.Select(role => $"`{NameOf(role)}`"))}.";

    private static IEnumerable<JsonNode> Roles(Access access) =>
        access.Roles.Select(role => (JsonNode)JsonValue.Create(NameOf(role)));

    private static string NameOf(Access.Types.Role role) =>
        Access.Descriptor.EnumTypes[0].FindValueByNumber((int)role).Name;

    private static string FirstSentence(string comment)
    {
        var end = comment.IndexOfAny(['.', '\n', ';']);
        return end < 0 ? comment : comment[..end];
    }
}
