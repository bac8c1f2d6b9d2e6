using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;

namespace ProjetK.Gateway.Tests;

public sealed partial class Describing_the_contract(Described described) : IClassFixture<Described>
{
    private const string Extension = "x-projetk-refusals";

    private static readonly MethodDescriptor[] Rpcs = [.. Wires.Services.SelectMany(service => service.Methods)];

    [Fact]
    public void is_done_in_valid_OpenAPI()
    {
        Assert.Empty(described.Diagnostic.Errors);
        Assert.Empty(described.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, described.Diagnostic.SpecificationVersion);
        Assert.Empty(described.Document.Validate(ValidationRuleSet.GetDefaultRuleSet()));
    }

    [Fact]
    public void names_every_way_to_reach_an_RPC_and_no_other() => Assert.Equal(
        Rpcs.SelectMany(Bindings).Select(binding => $"{binding.Verb} {Shape(binding.Path)}").Order(),
        described.Operations.Select(one => $"{one.Verb} {Braces().Replace(one.Path, "*")}").Order());

    [Fact]
    public void names_the_parameters_of_every_path() => Assert.All(described.Operations, one => Assert.Equal(
        Braces().Matches(one.Path).Select(match => match.Groups[1].Value).Order(),
        (one.Operation.Parameters ?? []).Where(parameter => parameter.In == ParameterLocation.Path)
            .Select(parameter => parameter.Name!).Order()));

    [Fact]
    public void says_what_each_operation_does_and_what_its_fields_mean()
    {
        Assert.All(described.Operations, one => Assert.NotEmpty(one.Operation.Summary!));
        Assert.Contains("Gives the reference.", described.Of("SubmitIntent").Description);
        Assert.Equal("Where the call stands now.",
            described.Document.Components!.Schemas!["Call"].Properties!["phase"].Description);
    }

    [Fact]
    public void names_the_refusals_that_the_RPC_may_give() => Assert.All(described.Operations, one =>
    {
        var expected = Reasons.Of(Rpc(one.Operation)).Select(reason => reason.Name).Order().ToArray();
        Assert.Equal(expected, Names(one.Operation.Extensions![Extension]).Order());
        Assert.Equal(expected, one.Operation.Responses!.Values
            .Where(response => response.Extensions?.ContainsKey(Extension) is true)
            .SelectMany(response => Names(response.Extensions![Extension])).Order());
    });

    [Fact]
    public void asks_for_a_token_where_not_everybody_may_call() => Assert.All(described.Operations, one => Assert.Equal(
        Rpc(one.Operation).GetOptions().GetExtension(Auth.V1.AccessExtensions.Access).Public,
        one.Operation.Security!.Any(way => way.Count == 0)));

    [Fact]
    public void writes_JSON_as_proto3_does()
    {
        var schemas = described.Document.Components!.Schemas!;
        Assert.Equal(JsonSchemaType.String, schemas["Money"].Properties!["units"].Type);
        Assert.Equal("date-time", schemas["Call"].Properties!["intentOpenTime"].Format);
        Assert.Contains("GROUPING", schemas["ApplicantKind"].Enum!.Select(value => value.GetValue<string>()));
        Assert.True(schemas["Call"].Properties!["phase"].ReadOnly);
        Assert.Contains("title", schemas["Call"].Required!);
        Assert.Null(schemas["CallChanges"].Required);
        Assert.DoesNotContain("name", schemas["PublishCallRequest"].Properties!.Keys);
        Assert.Contains("updateMask", described.Of("UpdateCall").Parameters!.Select(parameter => parameter.Name));
    }

    [Fact]
    public async Task is_done_once_until_it_changes()
    {
        using var client = new HttpClient { BaseAddress = described.Gateway.Http };
        using var first = await client.GetAsync("/openapi/v1.json");
        client.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var second = await client.GetAsync("/openapi/v1.json");
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task on_a_page_needs_nothing_from_elsewhere()
    {
        using var client = new HttpClient { BaseAddress = described.Gateway.Http };
        using var page = await client.GetAsync("/docs/");
        var html = await page.Content.ReadAsStringAsync();
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("http", policy);
        Assert.DoesNotContain("https://", html);
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.All(Scripts().Matches(html), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/docs/scalar.js")).StatusCode);
    }

    private static MethodDescriptor Rpc(OpenApiOperation operation)
    {
        var name = ((JsonNodeExtension)operation.Extensions!["x-projetk-rpc"]).Node.GetValue<string>();
        return Rpcs.Single(rpc => rpc.FullName == name);
    }

    private static IEnumerable<string> Names(IOpenApiExtension extension) =>
        ((JsonNodeExtension)extension).Node.AsArray().Select(name => name!.GetValue<string>());

    private static IEnumerable<(string Verb, string Path)> Bindings(MethodDescriptor rpc)
    {
        if (rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } first)
            yield break;
        foreach (var rule in first.AdditionalBindings.Prepend(first))
        {
            var json = JsonNode.Parse(rule.ToString())!.AsObject();
            var (verb, path) = json.First(pair => pair.Key is "get" or "put" or "post" or "patch" or "delete");
            yield return (verb.ToUpperInvariant(), path!.GetValue<string>());
        }
    }

    /// <summary>A path with a star for every segment that varies.</summary>
    private static string Shape(string path) => Variables().Replace(path, match => match.Groups[1].Value);

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\{[a-z_.]+=([^}]*)\}")]
    private static partial Regex Variables();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Scripts();
}
