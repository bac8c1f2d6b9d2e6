using System.Globalization;
using System.Text;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.OpenApi;

/// <summary>The OpenAPI document of everything that is served over JSON, made from the compiled protos.</summary>
internal static class Document
{
    private const string Description = """
        Applications to the *appel à coopération*, the money behind them, and the territories that they open.

        * JSON is the canonical form of proto3: names in lowerCamelCase, enums by name, 64-bit integers as text, times as
          RFC 3339 in UTC, field masks as one text with commas. Unknown fields and parameters are refused. Descriptions
          come from the protos and call fields by their names there: `request_id` is `requestId` in JSON.
        * Every refusal is a `google.rpc.Status`: its `ErrorInfo` gives the reason, `BadRequest` every field that is wrong.
        * A change with a `requestId`, a UUID, can be sent again safely; the answer is the same.
        * A change with the `etag` that was read is refused when somebody else was faster.
        * Lists come in pages: send `nextPageToken` as `pageToken`.
        """;

    /// <summary>The document as JSON in UTF-8.</summary>
    public static byte[] Write(bool withPasswords)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Build(withPasswords).SerializeAsV31(new OpenApiJsonWriter(text, new() { Terse = true }));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static OpenApiDocument Build(bool withPasswords)
    {
        var document = new OpenApiDocument
        {
            Info = new() { Title = "Projet K", Version = Contract.Version, Description = Description },
            Servers = [new() { Url = "/" }],
            Tags = Contract.Services
                .Select(service => new OpenApiTag
                {
                    Name = Operations.TagOf(service),
                    Description = Comments.Of(service),
                })
                .ToHashSet(),
            Paths = [],
        };
        StatusSchemas.AddTo(document);
        Security.AddTo(document, withPasswords);
        var operations = new Operations(document);
        foreach (var binding in Contract.Services.SelectMany(service => service.Methods).SelectMany(HttpBinding.Of))
        {
            if (!document.Paths.TryGetValue(binding.Path.OpenApi, out var path))
                document.Paths[binding.Path.OpenApi] = path = new OpenApiPathItem();
            ((OpenApiPathItem)path).AddOperation(binding.Verb, operations.Of(binding));
        }
        return document;
    }
}
