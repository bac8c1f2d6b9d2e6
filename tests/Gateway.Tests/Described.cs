using System.Text.Json;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace ProjetK.Gateway.Tests;

/// <summary>The gateway alone, and the OpenAPI document that it serves.</summary>
public sealed class Described : IAsyncLifetime
{
    internal GatewayProcess Gateway { get; private set; } = null!;

    internal OpenApiDocument Document { get; private set; } = null!;

    internal OpenApiDiagnostic Diagnostic { get; private set; } = null!;

    internal IEnumerable<(string Verb, string Path, OpenApiOperation Operation)> Operations =>
        from path in Document.Paths
        from operation in path.Value.Operations!
        select (operation.Key.Method, path.Key, operation.Value);

    internal OpenApiOperation Of(string rpc) =>
        Operations.Single(one => one.Operation.OperationId!.EndsWith($"_{rpc}", StringComparison.Ordinal)).Operation;

    public async ValueTask InitializeAsync()
    {
        Gateway = await GatewayProcess.Start();
        using var client = new HttpClient { BaseAddress = Gateway.Http };
        var json = await client.GetStringAsync("/openapi/v1.json");
        (Document, Diagnostic) = OpenApiDocument.Parse(json, "json") is { Document: { } read, Diagnostic: { } found }
            ? (read, found)
            : throw new JsonException("This is no OpenAPI document.");
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
