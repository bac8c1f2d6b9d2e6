using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace ProjetK.Applications.Tests;

public sealed class Preparing_a_call(ServicesStack stack)
{
    [Fact]
    public async Task creates_a_draft_with_defaults()
    {
        var call = await stack.Create();
        Assert.Equal(V1.Call.Types.Phase.Draft, call.Phase);
        Assert.Equal((800, 1500, 0), (call.MinPopulation, call.MaxPopulation, call.PopulationVintage));
        Assert.Equal(call, await stack.Send<V1.Call>(new V1.GetCallRequest { Name = call.Name }, by: People.Manager));
    }

    [Fact]
    public async Task answers_a_repeated_request_alike()
    {
        var request = new V1.CreateCallRequest
        {
            CallId = CallsOnTheStack.NewId(),
            Call = CallsOnTheStack.Wanted(),
            RequestId = $"{Guid.NewGuid()}",
        };
        var first = await stack.Calls().CreateCallAsync(request);
        Assert.Equal(first, await stack.Calls().CreateCallAsync(request));
    }

    [Fact]
    public async Task refuses_an_id_that_is_taken()
    {
        var call = await stack.Create();
        var refusal = await Refused.By(
            stack.Calls().CreateCallAsync(new() { CallId = call.Name["calls/".Length..], Call = call }));
        Assert.Equal((StatusCode.AlreadyExists, "ALREADY_EXISTS"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task gives_an_id_to_one_of_two_at_once()
    {
        var request = new V1.CreateCallRequest { CallId = CallsOnTheStack.NewId(), Call = CallsOnTheStack.Wanted() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await stack.Calls().CreateCallAsync(request);
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));
        Assert.Equal(1, answers.Count(code => code == StatusCode.OK));
        Assert.Equal(3, answers.Count(code => code == StatusCode.AlreadyExists));
    }

    [Fact]
    public async Task names_every_wrong_field()
    {
        var refusal = await Refused.By(
            stack.Calls().CreateCallAsync(new() { CallId = "-", Call = new() { Places = -1 } }));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), (refusal.Code, refusal.Reason));
        Assert.Superset(
            new HashSet<string> { "call_id", "call.title", "call.places", "call.intent_deadline_time" },
            refusal.Fields.ToHashSet());
    }

    [Fact]
    public async Task refuses_a_perimeter_of_communes_that_do_not_exist()
    {
        var call = CallsOnTheStack.Wanted();
        call.Perimeter.Add(["communes/33525", "communes/99999"]);
        var refusal = await Refused.By(
            stack.Calls().CreateCallAsync(new() { CallId = CallsOnTheStack.NewId(), Call = call }));
        Assert.Equal(
            ("COMMUNE_UNKNOWN", "communes/99999"), (refusal.Reason, refusal.Metadata["communes"]));
    }

    [Fact]
    public async Task refuses_a_previous_call_that_does_not_exist()
    {
        var call = CallsOnTheStack.Wanted();
        call.PreviousCall = "calls/never-there";
        var refusal = await Refused.By(
            stack.Calls().CreateCallAsync(new() { CallId = CallsOnTheStack.NewId(), Call = call }));
        Assert.Equal(["call.previous_call"], refusal.Fields);
    }

    [Fact]
    public async Task changes_what_the_mask_names_and_nothing_else()
    {
        var call = await stack.Create(wanted => wanted.Summary = "Résumé");
        var updated = await stack.Calls().UpdateCallAsync(new()
        {
            Call = new() { Name = call.Name, Etag = call.Etag, Title = "Autre titre" },
            UpdateMask = FieldMask.FromString("title,summary"),
        });
        Assert.Equal(("Autre titre", ""), (updated.Title, updated.Summary));
        Assert.Equal(call.IntentDeadlineTime, updated.IntentDeadlineTime);
        Assert.NotEqual(call.Etag, updated.Etag);
    }

    [Fact]
    public async Task refuses_an_update_with_a_stale_or_no_etag()
    {
        var call = await stack.Create();
        var change = new V1.Call { Name = call.Name, Title = "Autre titre", Etag = call.Etag };
        await stack.Calls().UpdateCallAsync(new() { Call = change });
        var stale = await Refused.By(stack.Calls().UpdateCallAsync(new() { Call = change }));
        Assert.Equal("ETAG_MISMATCH", stale.Reason);
        change.Etag = "";
        var absent = await Refused.By(stack.Calls().UpdateCallAsync(new() { Call = change }));
        Assert.Equal(["call.etag"], absent.Fields);
    }

    [Fact]
    public async Task checks_the_rules_again_after_an_update()
    {
        var call = await stack.Create();
        var refusal = await Refused.By(stack.Calls().UpdateCallAsync(new()
        {
            Call = new() { Name = call.Name, Etag = call.Etag, MaxPopulation = 700 },
        }));
        Assert.Equal(["call.max_population"], refusal.Fields);
    }

    [Fact]
    public async Task works_over_JSON()
    {
        var id = CallsOnTheStack.NewId();
        var answer = await stack.Json.PostAsJsonAsync($"/v1/calls?call_id={id}", new
        {
            title = "Appel",
            intentOpenTime = "2026-01-01T00:00:00Z",
            intentDeadlineTime = "2026-06-02T21:59:59Z",
            engagementDeadlineTime = "2026-09-01T21:59:59Z",
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var call = JsonDocument.Parse(await stack.Json.GetStringAsync($"/v1/calls/{id}"));
        Assert.Equal(("DRAFT", "MUNICIPALE", "2026-06-02T21:59:59Z"), (
            call.RootElement.GetProperty("phase").GetString(),
            call.RootElement.GetProperty("populationBasis").GetString(),
            call.RootElement.GetProperty("intentDeadlineTime").GetString()));
    }
}
