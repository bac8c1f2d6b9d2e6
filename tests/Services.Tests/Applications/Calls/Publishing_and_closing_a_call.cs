using Grpc.Core;
using Npgsql;

namespace ProjetK.Applications.Tests;

public sealed class Publishing_and_closing_a_call(ServicesStack stack)
{
    [Fact]
    public async Task fixes_the_census_year_and_opens_the_call()
    {
        var call = await stack.Publish();
        Assert.Equal((2023, V1.Call.Types.Phase.Intent), (call.PopulationVintage, call.Phase));
        Assert.NotNull(call.PublishTime);
    }

    [Fact]
    public async Task refuses_to_publish_or_change_what_is_public()
    {
        var call = await stack.Publish();
        var again = await Refused.By(stack.Calls().PublishCallAsync(new() { Name = call.Name }));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (again.Code, again.Reason));
        Assert.Equal(("INTENT", "DRAFT"), (again.Metadata["state"], again.Metadata["allowed"]));
        var change = await Refused.By(stack.Calls().UpdateCallAsync(
            new() { Call = new() { Name = call.Name, Etag = call.Etag, Title = "Autre" } }));
        Assert.Equal("WRONG_STATE", change.Reason);
    }

    [Fact]
    public async Task publishes_once_when_asked_twice_at_once()
    {
        var call = await stack.Create();
        var request = new V1.PublishCallRequest { Name = call.Name, RequestId = $"{Guid.NewGuid()}" };
        var answers = await Task.WhenAll(
            stack.Calls().PublishCallAsync(request).ResponseAsync,
            stack.Calls().PublishCallAsync(request).ResponseAsync);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task refuses_a_stale_etag()
    {
        var call = await stack.Create();
        await stack.Calls().UpdateCallAsync(
            new() { Call = new() { Name = call.Name, Etag = call.Etag, Title = "Autre" } });
        var refusal = await Refused.By(stack.Calls().PublishCallAsync(new() { Name = call.Name, Etag = call.Etag }));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task tells_the_other_services()
    {
        var call = await stack.Publish(wanted => wanted.Involvement = new() { PublicActors = 2, CivilActors = 3 });
        var ecosystem = await stack.AdminConnectionString("ecosystem");
        await Eventually.Get(
            () => Count(ecosystem, "SELECT count(*) FROM inbox WHERE consumer = 'ecosystem-call-published'"),
            received => received > 0, "Ecosystem to hear of a published call");
        var outbox = await stack.AdminConnectionString("applications");
        await Eventually.Get(
            () => Count(outbox, $"SELECT count(*) FROM outbox WHERE body ->> 'Call' = '{call.Name[6..]}'"),
            waiting => waiting == 0, "the event to leave the outbox");
    }

    [Fact]
    public async Task closes_what_is_public_and_no_draft()
    {
        var draft = await stack.Create();
        var refusal = await Refused.By(stack.Calls().CloseCallAsync(new() { Name = draft.Name }));
        Assert.Equal("WRONG_STATE", refusal.Reason);
        await stack.Calls().PublishCallAsync(new() { Name = draft.Name });
        var closed = await stack.Calls().CloseCallAsync(new() { Name = draft.Name });
        Assert.Equal(V1.Call.Types.Phase.Closed, closed.Phase);
        Assert.NotNull(closed.CloseTime);
    }

    [Fact]
    public async Task lets_lapse_what_is_unfinished_when_it_closes()
    {
        var call = await stack.Publish();
        var applications = new V1.ApplicationService.ApplicationServiceClient(stack.Channel("applications"));
        var draft = await applications.CreateApplicationAsync(new()
        {
            Application = new()
            {
                Call = call.Name,
                Applicant = new() { Kind = V1.Applicant.Types.Kind.Commune, LeadCommune = "communes/33525" },
            },
        });
        await stack.Calls().CloseCallAsync(new() { Name = call.Name });
        var lapsed = await applications.GetApplicationAsync(new() { Name = draft.Name });
        Assert.Equal(V1.Application.Types.State.Lapsed, lapsed.State);
    }

    [Fact]
    public async Task knows_no_call_that_does_not_exist()
    {
        var refusal = await Refused.By(stack.Calls().CloseCallAsync(new() { Name = "calls/never-there" }));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), (refusal.Code, refusal.Reason));
    }

    private static async Task<long> Count(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
