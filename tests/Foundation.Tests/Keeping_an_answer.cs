using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Npgsql;
using ProjetK.Test.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Keeping_an_answer(CounterHost host) : IClassFixture<CounterHost>
{
    private const string Rpc = "/projetk.test.v1.CounterService/CountUp";

    private static CountUpRequest New() => new()
    {
        Name = $"counters/{Guid.NewGuid():N}",
        Amount = 1,
        RequestId = Guid.NewGuid().ToString(),
    };

    [Fact]
    public async Task leaves_neither_the_request_nor_the_answer_in_the_table()
    {
        var request = New();
        await host.Grpc.CountUpAsync(request);
        var key = AnswerKey.Of(ProjetK.Testing.People.Everybody.Subject, Rpc, request.RequestId, request);
        var row = await host.Value<byte[]>($"SELECT convert_to(t::text, 'UTF8') FROM saved_answers t WHERE {Where(key)}");
        var text = Encoding.UTF8.GetString(row);
        Assert.DoesNotContain(request.RequestId, text);
        var answer = await host.Value<byte[]>($"SELECT answer FROM saved_answers WHERE {Where(key)}");
        Assert.DoesNotContain(request.Name, Encoding.UTF8.GetString(answer));
        Assert.Equal(request.Name, Counter.Parser.ParseFrom(key.Seal.Open(answer)).Name);
    }

    [Fact]
    public void opens_for_the_very_same_request_only()
    {
        var request = New();
        var closed = Key(request).Seal.Close([1, 2, 3]);
        Assert.Equal([1, 2, 3], Key(request.Clone()).Seal.Open(closed));
        foreach (var other in (AnswerKey[])
        [
            Key(new CountUpRequest(request) { Amount = 2 }),
            Key(new CountUpRequest(request) { RequestId = Guid.NewGuid().ToString() }),
            AnswerKey.Of("persons/2", Rpc, request.RequestId, request),
            AnswerKey.Of("persons/1", "/another", request.RequestId, request),
        ])
            Assert.Throws<AuthenticationTagMismatchException>(() => other.Seal.Open(closed));
        closed[^1] ^= 1;
        Assert.Throws<AuthenticationTagMismatchException>(() => Key(request).Seal.Open(closed));
    }

    [Fact]
    public void closes_the_same_answer_differently_each_time()
    {
        var key = Key(New());
        Assert.NotEqual(key.Seal.Close([1, 2, 3]), key.Seal.Close([1, 2, 3]));
    }

    [Fact]
    public async Task ends_after_thirty_days_unless_it_is_kept_for_ever()
    {
        var (young, old, kept) = (Key(New()), Key(New()), Key(New()));
        var database = host.App.Services.GetRequiredService<Database>();
        foreach (var key in (AnswerKey[])[young, old, kept])
            await database.Run(Caller.OfService("counter"), key.Claim(keep: key == kept), transaction =>
            {
                key.Save(transaction, new Counter());
                return Task.FromResult(true);
            }, default);
        await Age(young, days: 29);
        await Age(old, days: 31);
        await Age(kept, days: 3650);
        await Purge(host.App.Configuration);
        Assert.Equal((1, 0, 1), (await Count(young), await Count(old), await Count(kept)));

        await Purge(new ConfigurationBuilder().AddInMemoryCollection([new("SavedAnswers:Keep", "7.00:00:00")]).Build());
        Assert.Equal((0, 1), (await Count(young), await Count(kept)));
    }

    [Fact]
    public void for_less_than_a_day_is_refused() => Assert.Throws<InvalidOperationException>(() => new AnswerPurge(
        host.App.Services.GetRequiredService<NpgsqlDataSource>(),
        new ConfigurationBuilder().AddInMemoryCollection([new("SavedAnswers:Keep", "01:00:00")]).Build()));

    private static AnswerKey Key(CountUpRequest request) => AnswerKey.Of("persons/1", Rpc, request.RequestId, request);

    private static string Where(AnswerKey key) => $"request_id = '\\x{Convert.ToHexString(key.RequestId)}'";

    private Task<long> Count(AnswerKey key) =>
        host.Value<long>($"SELECT count(*) FROM saved_answers WHERE {Where(key)}");

    private Task<long> Age(AnswerKey key, int days) => host.Value<long>($"""
        WITH aged AS (
            UPDATE saved_answers SET create_time = now() - interval '{days} days' WHERE {Where(key)} RETURNING 1)
        SELECT count(*) FROM aged
        """);

    private Task Purge(IConfiguration configuration) =>
        new AnswerPurge(host.App.Services.GetRequiredService<NpgsqlDataSource>(), configuration).Run(default);
}
