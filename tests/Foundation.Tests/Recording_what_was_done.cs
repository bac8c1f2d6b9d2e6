using Grpc.Core;
using ProjetK.Auth.V1;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Recording_what_was_done(CounterHost host) : IClassFixture<CounterHost>
{
    private Database Database => host.App.Services.GetRequiredService<Database>();

    private static Caller Person(string subject, string? service = null) =>
        new(subject, new HashSet<Access.Types.Role>(), new HashSet<string>(), service);

    private Task<List<HistoryEntry>> History(string resource) => HistoryTable.List(Database, resource, 0, 100, default);

    private Task Record(Caller caller, params string[] resources) => Database.Run(caller, transaction =>
    {
        foreach (var resource in resources)
            transaction.Record(resource, "BEFORE", "AFTER", "title", "contacts");
        return Task.CompletedTask;
    }, default);

    [Fact]
    public async Task names_the_RPC_the_states_and_the_fields_and_chains_the_lines()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 2 });

        var history = await History(name);
        Assert.Equal(
            [(1L, "CountUp", null, "COUNTING"), (2L, "CountUp", "COUNTING", "COUNTING")],
            history.Select(entry => (entry.Sequence, entry.Action, entry.FromState, entry.ToState)));
        Assert.All(history, entry => Assert.Equal(["value"], entry.Fields));
        Assert.Equal(new byte[32], history[0].PreviousHash);
        Assert.Equal(history[0].Hash, history[1].PreviousHash);
        Assert.Null((await HistoryVerification.Of(Database, name, 100, default).SingleAsync()).FirstBroken);
    }

    [Fact]
    public async Task names_the_consumer_of_an_event()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        await Until.True(async () => (await History($"{name}/receipt")).Count == 1, "the event is received");
        var entry = Assert.Single(await History($"{name}/receipt"));
        Assert.Equal((nameof(ReceiveCountedUp), "counter", null), (entry.Action, entry.Service, entry.Person));
    }

    [Fact]
    public async Task says_who_acted_and_through_which_service()
    {
        var (name, person) = ($"counters/{Guid.NewGuid():N}", $"people/{Guid.NewGuid()}");
        await Record(Person(person), name);
        await Record(Person(person, service: "funding"), name);
        await Record(Caller.OfService("funding"), name);
        await Record(Person("services/operations"), name);
        await Record(Caller.Nobody, name);
        Assert.Equal(
            [(person, null), (person, "funding"), (null, "funding"), (null, "operations"), (null, null)],
            (await History(name)).Select(entry => (entry.Person, entry.Service)));
        Assert.Equal(1, await host.Value<long>(
            $"SELECT count(DISTINCT person) FROM history WHERE resource = '{name}'"));
    }

    [Fact]
    public async Task by_many_at_once_leaves_one_chain_without_a_gap()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Record(Person($"people/{Guid.NewGuid()}"), name)));
        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number),
            (await History(name)).Select(entry => entry.Sequence));
        Assert.Null((await HistoryVerification.Of(Database, name, 100, default).SingleAsync()).FirstBroken);
    }

    [Fact]
    public async Task on_several_resources_in_any_order_at_once_blocks_nobody_for_ever()
    {
        var person = Person($"people/{Guid.NewGuid()}");
        var names = Enumerable.Range(0, 5).Select(_ => $"counters/{Guid.NewGuid():N}").ToArray();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(turn =>
        {
            var shuffled = names.ToArray();
            new Random(turn).Shuffle(shuffled);
            return Record(turn % 2 == 0 ? person : Person($"people/{Guid.NewGuid()}"), shuffled);
        }));
        foreach (var name in names)
            Assert.Equal(60, (await History(name)).Count);
    }

    [Fact]
    public async Task is_not_forgotten()
    {
        var request = new CountUpRequest { Name = $"counters/{Guid.NewGuid():N}", Amount = Counters.Forgetful };
        foreach (var id in (string[])["", Guid.NewGuid().ToString()])
        {
            request.RequestId = id;
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await host.Grpc.CountUpAsync(request));
            Assert.Equal(StatusCode.Internal, refusal.StatusCode);
        }
        Assert.Equal(0, await host.Value<long>($"SELECT count(*) FROM counters WHERE name = '{request.Name}'"));
    }

    [Fact]
    public async Task is_done_once_however_often_a_request_is_repeated()
    {
        var request = new CountUpRequest
        {
            Name = $"counters/{Guid.NewGuid():N}",
            Amount = 1,
            RequestId = Guid.NewGuid().ToString(),
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Grpc.CountUpAsync(request).ResponseAsync));
        Assert.Single(await History(request.Name));
    }

    [Fact]
    public async Task leaves_nothing_of_what_was_refused()
    {
        var request = new CountUpRequest { Name = $"counters/{Guid.NewGuid():N}", Amount = 11 };
        await Assert.ThrowsAsync<RpcException>(async () => await host.Grpc.CountUpAsync(request));
        Assert.Empty(await History(request.Name));
    }

    [Theory]
    [InlineData("", "field")]
    [InlineData("a\nb", "field")]
    [InlineData("counters/1", "")]
    [InlineData("counters/1", "a\nb")]
    public async Task refuses_what_could_be_read_in_two_ways(string resource, string field) =>
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Database.Run(Caller.Nobody, transaction =>
        {
            transaction.Record(resource, null, null, field);
            return Task.CompletedTask;
        }, default));
}
