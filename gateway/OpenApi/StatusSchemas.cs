using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.OpenApi;

/// <summary>What every refusal looks like: google.rpc.Status with its details, in canonical JSON.</summary>
internal static class StatusSchemas
{
    public const string Status = "Status";
    private const string Type = "type.googleapis.com/google.rpc.";

    /// <summary>Adds them to a document.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.AddComponent("ErrorInfo", Detail("ErrorInfo", "Why the request was refused, for programs.", new()
        {
            ["reason"] = Text("Why, in UPPER_SNAKE_CASE; each operation names the reasons it may give.", "WRONG_STATE"),
            ["domain"] = Text("Whose reason it is.", "projetk"),
            ["metadata"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Values that the message speaks of.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        }));
        document.AddComponent("FieldViolation", Object("A field that is wrong.", new()
        {
            ["field"] = Text("The path of the field, by the names in the protos.", "applicant.lead_commune"),
            ["description"] = Text("What would be right.", "must be one of the communes."),
        }));
        document.AddComponent("BadRequest", Detail("BadRequest", "Every field that is wrong.", new()
        {
            ["fieldViolations"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchemaReference("FieldViolation", document),
            },
        }));
        document.AddComponent(Status, Object("A refusal: a `google.rpc.Status`.", new()
        {
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Description = "The gRPC code, e.g. 9 for FAILED_PRECONDITION.",
            },
            ["message"] = Message(),
            ["details"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "The reason, and the fields that are wrong.",
                Items = OneOf(document, "ErrorInfo", "BadRequest"),
            },
        }));
    }

    private static OpenApiSchema OneOf(OpenApiDocument document, params string[] details) => new()
    {
        OneOf = [.. details.Select(detail => new OpenApiSchemaReference(detail, document))],
        Discriminator = new()
        {
            PropertyName = "@type",
            Mapping = details.ToDictionary(detail => Type + detail, detail => new OpenApiSchemaReference(detail, document)),
        },
    };

    /// <summary>Clients that are generated from the document show it as the message of their exception.</summary>
    private static OpenApiSchema Message()
    {
        var message = Text("What is wrong and what would be right, for people.", null);
        message.Extensions = new Dictionary<string, IOpenApiExtension>
        {
            ["x-ms-primary-error-message"] = new JsonNodeExtension(JsonValue.Create(true)),
        };
        return message;
    }

    private static OpenApiSchema Detail(string name, string description, Dictionary<string, IOpenApiSchema> properties)
    {
        var schema = Object(description, new()
        {
            ["@type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = Type + name },
        });
        foreach (var (key, property) in properties)
            schema.Properties!.Add(key, property);
        schema.Required = new HashSet<string> { "@type" };
        return schema;
    }

    private static OpenApiSchema Object(string description, Dictionary<string, IOpenApiSchema> properties) =>
        new() { Type = JsonSchemaType.Object, Description = description, Properties = properties };

    private static OpenApiSchema Text(string description, string? example) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Examples = example is null ? null : new List<JsonNode> { example },
    };
}
