using Google.Protobuf.Reflection;
using Microsoft.OpenApi;
using ProjetK.Files.V1;

namespace ProjetK.Gateway.OpenApi;

/// <summary>Files that come and go over HTTP, where JSON cannot carry them.</summary>
internal static class Files
{
    /// <summary>The bytes of a file.</summary>
    public static IOpenApiSchema Schema => new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>The media type of the file with which an RPC answers; null when it answers with JSON alone.</summary>
    public static string? AnswerOf(MethodDescriptor rpc) =>
        rpc.GetOptions()?.GetExtension(FilesExtensions.MediaType) is { Length: > 0 } type ? type : null;

    /// <summary>A file as it is, or in a form.</summary>
    public static OpenApiRequestBody Sent() => new()
    {
        Required = true,
        Description = "The file itself, or a form with it.",
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["application/octet-stream"] = new OpenApiMediaType { Schema = Schema },
            ["multipart/form-data"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Schema },
                    Required = new HashSet<string> { "file" },
                },
            },
        },
    };
}
