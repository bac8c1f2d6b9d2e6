using System.Text;
using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using ProjetK.Applications.V1;
using ProjetK.Ecosystem.V1;
using ProjetK.Funding.V1;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Reading_json
{
    private static readonly MethodDescriptor
        Count = CounterService.Descriptor.FindMethodByName("CountUp"),
        Get = CounterService.Descriptor.FindMethodByName("GetCounter"),
        CreateActor = EcosystemService.Descriptor.FindMethodByName("CreateActor"),
        Simulate = FundingService.Descriptor.FindMethodByName("SimulateGrant"),
        Update = ApplicationService.Descriptor.FindMethodByName("UpdateApplication");

    [Theory]
    [InlineData("""{"requestIdd":"1"}""", "requestIdd", "not a field of CountUpRequest")]
    [InlineData("""{"steps":[{"way":"UP"}]}""", "steps[0].way", "not a field of Step")]
    [InlineData("""{"amount":1.5}""", "amount", "whole number")]
    [InlineData("""{"amount":9007199254740993}""", "body", "2^53")]
    [InlineData("", "body", "{} at least")]
    public async Task of_a_whole_request_names_what_it_does_not_know(string json, string field, string description) =>
        await Refused(Count, json, "", field, description);

    [Theory]
    [InlineData("""{"displayName":"Café","requestId":"1"}""", "requestId", "query parameter")]
    [InlineData("""{"displayNam":"Café"}""", "actor.displayNam", "not a field of Actor")]
    [InlineData("""{"actor":{}}""", "actor", "query parameter")]
    public async Task of_a_resource_names_what_belongs_elsewhere(string json, string field, string description) =>
        await Refused(CreateActor, json, "", field, description);

    [Fact]
    public async Task of_an_update_names_a_mask_in_the_body() =>
        await Refused(Update, """{"updateMask":"project.title"}""", "", "updateMask", "query parameter");

    [Fact]
    public async Task of_an_update_takes_what_only_the_service_sets() => await Read(
        Update, """{"name":"applications/1","state":"DRAFT","createTime":"2026-01-01T00:00:00Z","etag":"1"}""");

    [Theory, InlineData("\"1342\""), InlineData("1342.0"), InlineData("1.342e3"), InlineData("1342")]
    public async Task takes_every_spelling_of_a_number(string number)
    {
        var context = await Read(Simulate, $$"""{"population":{{number}}}""");
        using var body = new StreamReader(context.Request.Body);
        Assert.Equal("""{"population":1342}""", (await body.ReadToEndAsync()).Replace(" ", ""));
    }

    [Fact]
    public async Task says_that_it_is_nested_too_deeply() => await Refused(
        Count, $"{string.Concat(Enumerable.Repeat("[", 70))}{new string(']', 70)}", "", "body", "nested deeper");

    [Theory]
    [InlineData("?colour=red", "colour", "not a parameter of GetCounter")]
    [InlineData("?digits=1&digits=2", "digits", "given once")]
    [InlineData("?digits=many", "digits", "whole number")]
    [InlineData("?direction=SIDEWAYS", "direction", "one of DIRECTION_UNSPECIFIED, UP")]
    [InlineData("?name=counters/2", "name", "part of the path")]
    [InlineData("?name.first=1", "name.first", "not a parameter")]
    public async Task of_a_query_names_what_it_does_not_read(string query, string field, string description) =>
        await Refused(Get, null, query, field, description);

    [Theory, InlineData("?digits=7&direction=UP"), InlineData("?direction=1"), InlineData("")]
    public async Task of_a_query_takes_what_is_right(string query) => await Read(Get, null, query);

    [Theory, InlineData("?amount=1", "amount"), InlineData("?requestId=1", "requestId")]
    public async Task names_parameters_that_the_body_carries(string query, string field) =>
        await Refused(Count, "{}", query, field, "part of the body");

    [Fact]
    public async Task names_every_wrong_parameter_at_once()
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => Read(Get, null, "?a=1&digits=x"));
        Assert.Equal(["a", "digits"], refusal.Violations.Select(violation => violation.Field));
    }

    [Theory, InlineData("project.sharedValues,etag"), InlineData("project.shared_values,etag")]
    public async Task takes_both_spellings_in_a_mask(string mask)
    {
        var context = await Read(Update, "{}", $"?updateMask={mask}");
        Assert.Equal("project.shared_values,etag", context.Request.Query["updateMask"]);
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"", null, true)]
    [InlineData("application/json;charset=UTF8", null, true)]
    [InlineData("application/merge-patch+json", "identity", true)]
    [InlineData("application/json; charset=windows-1252", null, false)]
    [InlineData("application/json; charset=klingon", null, false)]
    [InlineData("nonsense", null, false)]
    [InlineData(null, null, false)]
    [InlineData("application/json", "gzip", false)]
    public async Task takes_UTF_8_as_it_is_and_nothing_else(string? type, string? encoding, bool fits)
    {
        var context = Request(Count, "{}", "");
        (context.Request.ContentType, context.Request.Headers.ContentEncoding) = (type, encoding);
        if (fits)
            await JsonRequests.Read(context, Metadata(Count));
        else
            await Assert.ThrowsAsync<DomainException>(() => JsonRequests.Read(context, Metadata(Count)));
        Assert.Equal(fits ? 200 : 415, context.Response.StatusCode);
    }

    [Fact]
    public async Task does_not_mind_what_is_said_of_a_body_that_nobody_reads()
    {
        var context = Request(Get, null, "");
        context.Request.ContentType = "application/json; charset=klingon";
        await JsonRequests.Read(context, Metadata(Get));
        Assert.Null(context.Request.ContentType);
    }

    private static async Task Refused(
        MethodDescriptor rpc, string? json, string query, string field, string description)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => Read(rpc, json, query));
        Assert.Equal("INVALID_FIELD", refusal.Reason);
        var violation = Assert.Single(refusal.Violations);
        Assert.Equal(field, violation.Field);
        Assert.Contains(description, violation.Description);
    }

    private static async Task<HttpContext> Read(MethodDescriptor rpc, string? json, string query = "")
    {
        var context = Request(rpc, json, query);
        await JsonRequests.Read(context, Metadata(rpc));
        return context;
    }

    private static HttpContext Request(MethodDescriptor rpc, string? json, string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        if (json is null)
            return context;
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return context;
    }

    private static GrpcJsonTranscodingMetadata Metadata(MethodDescriptor rpc) =>
        new(rpc, rpc.GetOptions().GetExtension(AnnotationsExtensions.Http));
}
