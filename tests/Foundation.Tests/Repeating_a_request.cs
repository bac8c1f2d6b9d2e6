using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Repeating_a_request(CounterHost host) : IClassFixture<CounterHost>
{
    private static CountUpRequest New(int amount = 1) => new()
    {
        Name = $"counters/{Guid.NewGuid():N}",
        Amount = amount,
        RequestId = Guid.NewGuid().ToString(),
    };

    private async Task<RpcException> Refusal(CountUpRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await host.Grpc.CountUpAsync(request));

    private Task<long> Saved(CountUpRequest request, string condition)
    {
        var id = AnswerKey.Of("", "", request.RequestId, request).RequestId;
        return host.Value<long>(
            $"SELECT count(*) FROM saved_answers WHERE request_id = '\\x{Convert.ToHexString(id)}' AND {condition}");
    }

    private static byte[] Details(RpcException refusal) => refusal.Trailers.GetValueBytes("grpc-status-details-bin")!;

    private static string Reason(RpcException refusal) =>
        refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;

    [Fact]
    public async Task gives_the_same_answer_and_has_its_effect_once()
    {
        var request = New();
        var first = await host.Grpc.CountUpAsync(request);
        var again = await host.Grpc.CountUpAsync(request);
        Assert.Equal(first.ToByteArray(), again.ToByteArray());
        Assert.Equal(1, (await host.Grpc.GetCounterAsync(new() { Name = request.Name })).Value);
    }

    [Fact]
    public async Task over_json_gives_the_answer_saved_over_grpc()
    {
        var request = New();
        var first = await host.Grpc.CountUpAsync(request);
        var response = await host.Http.PostAsJsonAsync(
            $"/v1/{request.Name}:countUp", new { amount = 1, requestId = request.RequestId });
        Assert.Equal(first, Counter.Parser.ParseJson(await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task at_the_same_time_has_its_effect_once()
    {
        var request = New();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => host.Grpc.CountUpAsync(request).ResponseAsync));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(1, (await host.Grpc.GetCounterAsync(new() { Name = request.Name })).Value);
    }

    [Fact]
    public async Task with_another_content_is_refused()
    {
        var request = New();
        await host.Grpc.CountUpAsync(request);
        var refusal = await Refusal(new CountUpRequest(request) { Amount = 2 });
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (refusal.StatusCode, Reason(refusal)));
    }

    [Fact]
    public void of_two_people_without_an_account_is_told_apart_by_its_content()
    {
        var (one, other) = (New(), New());
        other.RequestId = one.RequestId;
        Assert.NotEqual(KeyOf(one, Caller.Nobody).RequestId, KeyOf(other, Caller.Nobody).RequestId);
        Assert.Equal(KeyOf(one, Caller.Nobody).RequestId, KeyOf(one.Clone(), Caller.Nobody).RequestId);
        var somebody = Caller.OfService("somebody");
        Assert.Equal(KeyOf(one, somebody).RequestId, KeyOf(other, somebody).RequestId);

        static AnswerKey KeyOf(CountUpRequest request, Caller caller) => SavedAnswer.Key(request, caller, "/rpc")!;
    }

    [Fact]
    public async Task of_another_caller_is_another_request()
    {
        var request = New();
        var parser = AnswerKey.Of("persons/1", "/rpc", request.RequestId, request);
        var database = host.App.Services.GetRequiredService<Database>();
        await database.Run(Caller.OfService("counter"), parser.Claim(), transaction =>
        {
            parser.Save(transaction, new Counter { Value = 5 });
            return Task.FromResult(true);
        }, default);
        Assert.Equal(1, (await host.Grpc.CountUpAsync(request)).Value);
    }

    [Fact]
    public async Task after_a_refusal_is_refused_in_the_same_bytes_whatever_the_state_is_now()
    {
        var request = New(7);
        var first = await Refusal(request);
        var again = await Refusal(request);
        Assert.Equal("SEVEN", Reason(again));
        Assert.Equal(Details(first), Details(again));
        Assert.Equal(1, await Saved(request, "refusal IS NOT NULL"));
    }

    [Fact]
    public async Task that_a_constraint_refused_is_refused_again()
    {
        var request = New(11);
        var first = await Refusal(request);
        Assert.Equal((StatusCode.FailedPrecondition, "TOO_HIGH"), (first.StatusCode, Reason(first)));
        Assert.Equal(Details(first), Details(await Refusal(request)));
    }

    [Fact]
    public async Task that_failed_with_a_bug_is_tried_again()
    {
        var request = New(13);
        Assert.Equal(StatusCode.Internal, (await Refusal(request)).StatusCode);
        Assert.Equal(0, await Saved(request, "true"));
    }

    [Fact]
    public async Task without_a_request_id_is_another_request()
    {
        var request = new CountUpRequest { Name = New().Name, Amount = 1 };
        await host.Grpc.CountUpAsync(request);
        Assert.Equal(2, (await host.Grpc.CountUpAsync(request)).Value);
    }

    [Fact]
    public async Task with_too_long_an_id_is_refused() => Assert.Equal(
        StatusCode.InvalidArgument,
        (await Refusal(new CountUpRequest(New()) { RequestId = new string('x', 129) })).StatusCode);

    [Theory]
    [InlineData("é")]
    [InlineData("with space")]
    public async Task with_an_unusable_id_is_refused(string id)
    {
        var refusal = await Refusal(new CountUpRequest(New()) { RequestId = id });
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELD"), (refusal.StatusCode, Reason(refusal)));
    }

    [Fact]
    public async Task and_writing_takes_two_round_trips()
    {
        await host.Grpc.CountUpAsync(New());
        var trips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // The relay and the consumer of the event talk to the database too, but not within the request.
                if (activity.Parent?.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn")
                    Interlocked.Increment(ref trips);
            },
        };
        ActivitySource.AddActivityListener(listener);
        // What is part of no trace is not recorded.
        using var trace = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await host.Grpc.CountUpAsync(New());
        Assert.Equal(2, trips);
    }
}
