using System.Text.Json;
using Grpc.Core;
using ProjetK.Testing;
using RabbitMQ.Client;
using V1 = ProjetK.Operations.V1;

namespace ProjetK.Foundation.Tests;

public sealed class Dead_letters(CounterHost host) : IClassFixture<CounterHost>
{
    private const string ErrorQueue = "counter-receive-counted-up_error";

    [Fact]
    public async Task are_listed_with_what_was_in_the_way()
    {
        var (letter, name) = await Fail();
        Assert.Equal(("counter-receive-counted-up", nameof(ReceiveCountedUp)), (letter.Queue, letter.Consumer));
        Assert.Equal("CountedUp", letter.MessageType);
        Assert.Equal("This one cannot be handled.", letter.Reason);
        Assert.Equal(1, letter.DeliveryCount);
        Assert.True(letter.SizeBytes > 100);
        Assert.InRange(letter.FailTime.ToDateTime(), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        Assert.Empty(letter.Body);

        var whole = await host.Operations.GetDeadLetterAsync(new() { Name = letter.Name });
        Assert.Equal(name, JsonDocument.Parse(whole.Body).RootElement.GetProperty("name").GetString());
        Assert.Contains("MT-Fault-ExceptionType", whole.Headers.Keys);
        Assert.Contains("MT-Fault-Timestamp", whole.Headers.Keys);
        Assert.DoesNotContain(" at ProjetK.", string.Concat(whole.Headers.Values));
    }

    [Fact]
    public async Task are_written_into_the_log_once_with_why_and_where_it_failed()
    {
        var log = new HeardLog();
        host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var (letter, _) = await Fail();
        var line = Assert.Single(log.Lines, line => line.Contains(IdOf(letter).ToString()));
        Assert.Contains(" at ProjetK.Foundation.Tests.ReceiveCountedUp", line);
        Assert.Contains("This one cannot be handled.", line);
    }

    [Fact]
    public async Task are_paged_the_latest_first()
    {
        var (first, _) = await Fail();
        var (second, _) = await Fail();
        var page = await host.Operations.ListDeadLettersAsync(new() { Parent = "services/counter", PageSize = 1 });
        Assert.Equal(second.Name, Assert.Single(page.DeadLetters).Name);
        page = await host.Operations.ListDeadLettersAsync(
            new() { Parent = "services/counter", PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal(first.Name, Assert.Single(page.DeadLetters).Name);
    }

    [Fact]
    public async Task delivered_again_after_a_repair_have_their_effect_once()
    {
        var (letter, name) = await Fail();
        host.Counting.Repaired = true;
        try
        {
            var request = new V1.RedeliverDeadLetterRequest { Name = letter.Name, RequestId = Guid.NewGuid().ToString() };
            var answer = await host.Operations.RedeliverDeadLetterAsync(request);
            Assert.Equal(answer, await host.Operations.RedeliverDeadLetterAsync(request));
            Assert.Equal("counter-receive-counted-up", answer.Queue);
            await Until.True(async () => await Received(name) == 1, "the event is received");
        }
        finally
        {
            host.Counting.Repaired = false;
        }
        Assert.Equal(
            IdOf(letter).ToString(),
            (await host.Value<Guid>($"SELECT message_id FROM received WHERE name = '{name}'")).ToString());
        await Gone(letter);
    }

    [Fact]
    public async Task delivered_again_in_vain_come_back_and_are_counted()
    {
        var (letter, _) = await Fail();
        await host.Operations.RedeliverDeadLetterAsync(new() { Name = letter.Name });
        await Until.True(async () => (await All()).Any(other => other.Name == letter.Name), "it is back");
        Assert.Equal(2, (await host.Operations.GetDeadLetterAsync(new() { Name = letter.Name })).DeliveryCount);
    }

    [Fact]
    public async Task given_up_are_recorded_with_the_reason()
    {
        var (letter, _) = await Fail();
        var refusal = await Refusal.Of(
            host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = " " }).ResponseAsync);
        Assert.Equal((StatusCode.InvalidArgument, "REASON_REQUIRED"), refusal.Kind);

        var response = await host.Http.PostAsJsonAsync($"/v1/{letter.Name}:discard", new { reason = "Sent by mistake." });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal("CountedUp Sent by mistake.", await host.Value<string>(
            $"SELECT concat_ws(' ', type, reason) FROM discarded_messages WHERE message_id = '{IdOf(letter)}'"));
        Assert.Equal("DiscardDeadLetter WAITING DISCARDED", await host.Value<string>(
            $"SELECT concat_ws(' ', action, from_state, to_state) FROM history WHERE resource = '{letter.Name}'"));
        await Gone(letter);
    }

    [Fact]
    public async Task are_settled_by_one_of_two_operators()
    {
        var (letter, _) = await Fail();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                await host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = $"{number}" });
                return StatusCode.OK;
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode;
            }
        }));
        Assert.Equal(
            [StatusCode.OK, StatusCode.NotFound, StatusCode.NotFound, StatusCode.NotFound], outcomes.Order());
    }

    [Fact]
    public async Task that_come_as_copies_of_one_failure_are_one_even_when_it_is_settled()
    {
        var name = $"counters/{Guid.NewGuid():N}";
        var (id, body) = (Guid.NewGuid(), Envelope(name));
        await Put(id, body, failTime: "2023-06-01T10:00:00Z");
        await Put(id, body, failTime: "2023-06-01T10:00:00Z");
        var letter = await Waiting(id);
        await host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = "Once is enough." });
        await Put(id, body, failTime: "2023-06-01T10:00:00Z");
        await Until.True(async () => await TestBroker.Count(ErrorQueue) == 0, "the copy is taken");
        await Gone(letter);

        await Put(id, body, failTime: "2023-06-01T10:00:01Z");
        Assert.Equal(2, (await Waiting(id)).DeliveryCount);
    }

    [Fact]
    public async Task that_come_in_heaps_with_copies_among_them_are_each_one()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => Guid.NewGuid()).ToArray();
        Guid[] twice = [.. ids, .. ids];
        Random.Shared.Shuffle(twice);
        await Put("2023-06-01T10:00:00Z", [.. twice.Select(id => (id, Envelope($"counters/{id}")))]);
        await Until.True(async () => await TestBroker.Count(ErrorQueue) == 0
            && await Value("count(*)") == ids.Length, "all are taken");
        Assert.Equal(ids.Length, await Value("sum(delivery_count)"));
        Assert.Equal(ids.Length, await Value(
            "count(*) FILTER (WHERE convert_from(body, 'UTF8') LIKE '%counters/' || message_id || '%')"));
        await Task.WhenAll(ids.Select(id => host.Operations.DiscardDeadLetterAsync(
            new() { Name = NameOf(id), Reason = "Seen." }).ResponseAsync));

        Task<long> Value(string what) => host.Value<long>(
            $"SELECT {what} FROM dead_letters WHERE message_id IN ('{string.Join("', '", ids)}')");
    }

    [Theory]
    [InlineData("<event/>")]
    [InlineData("{}")]
    [InlineData("""{"messageType":["urn:message:X"],"message":{"name":"\ud800"}}""")]
    [InlineData("""{"messageType":["urn:message:X"],"message":{"name":"\u0000"}}""")]
    [InlineData("""{"messageType":["\ud800"],"message":{}}""")]
    public async Task that_no_consumer_could_read_are_not_delivered_again(string body)
    {
        var id = Guid.NewGuid();
        await Put(id, body, failTime: "2023-06-01T10:00:00Z");
        var letter = await Waiting(id);
        Assert.Equal(("", ""), (letter.MessageType, letter.Body));
        var refusal = await Refusal.Of(
            host.Operations.RedeliverDeadLetterAsync(new() { Name = letter.Name }).ResponseAsync);
        Assert.Equal((StatusCode.FailedPrecondition, "UNREADABLE"), refusal.Kind);
        await host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = "Not ours." });
    }

    [Theory]
    [InlineData("services/absent/deadLetters/00000000-0000-0000-0000-000000000000-receive-counted-up")]
    [InlineData("services/counter/deadLetters/00000000-0000-0000-0000-000000000000-receive-counted-up")]
    [InlineData("services/counter/deadLetters/00000000-0000-0000-0000-000000000000")]
    [InlineData("services/counter/deadLetters/seven")]
    public async Task of_another_service_or_unknown_are_not_found(string name) => Assert.Equal(
        (StatusCode.NotFound, "NOT_FOUND"),
        (await Refusal.Of(host.Operations.GetDeadLetterAsync(new() { Name = name }).ResponseAsync)).Kind);

    [Fact]
    public async Task degrade_health_until_they_are_settled()
    {
        await Fail();
        var health = await host.Http.GetAsync("/health");
        Assert.True(health.IsSuccessStatusCode);
        Assert.Equal("Degraded", await host.Health());
        foreach (var letter in await All())
            await host.Operations.DiscardDeadLetterAsync(new() { Name = letter.Name, Reason = "Tidied up." });
        await Until.True(async () => await host.Health() == "Healthy", "health is restored");
    }

    private async Task<(V1.DeadLetter Letter, string Counter)> Fail()
    {
        var name = $"counters/{Guid.NewGuid():N}poison";
        var before = (await All()).Select(letter => letter.Name).ToHashSet();
        await host.Grpc.CountUpAsync(new() { Name = name, Amount = 1 });
        V1.DeadLetter? found = null;
        await Until.True(
            async () => (found = (await All()).FirstOrDefault(letter => !before.Contains(letter.Name))) is not null,
            "the dead letter is listed");
        return (found!, name);
    }

    private async Task<List<V1.DeadLetter>> All() =>
        [.. (await host.Operations.ListDeadLettersAsync(new() { Parent = "services/counter" })).DeadLetters];

    private async Task<V1.DeadLetter> Waiting(Guid id)
    {
        await Until.True(async () => (await All()).Any(letter => IdOf(letter) == id), "the dead letter waits");
        return await host.Operations.GetDeadLetterAsync(new() { Name = NameOf(id) });
    }

    private async Task Gone(V1.DeadLetter letter)
    {
        var refusal = await Refusal.Of(host.Operations.GetDeadLetterAsync(new() { Name = letter.Name }).ResponseAsync);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refusal.Kind);
        Assert.DoesNotContain(await All(), other => other.Name == letter.Name);
    }

    private Task<long> Received(string name) =>
        host.Value<long>($"SELECT count(*) FROM received WHERE name = '{name}'");

    private static Guid IdOf(V1.DeadLetter letter) => Guid.Parse(letter.Name.Split('/')[^1][..36]);

    private static string NameOf(Guid id) => $"services/counter/deadLetters/{id}-receive-counted-up";

    private static string Envelope(string name) =>
        $$$"""{"messageType":["urn:message:ProjetK.Events:CountedUp"],"message":{"name":"{{{name}}}","value":1}}""";

    private static Task Put(Guid id, string body, string failTime) => Put(failTime, (id, body));

    private static async Task Put(string failTime, params IReadOnlyList<(Guid Id, string Body)> messages)
    {
        await using var connection = await new ConnectionFactory { Uri = TestServers.Broker }.CreateConnectionAsync();
        // Without its confirmation a message may get lost when the channel is closed behind it.
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        foreach (var (id, body) in messages)
            await channel.BasicPublishAsync("", ErrorQueue, mandatory: true, new BasicProperties
            {
                MessageId = id.ToString(),
                Headers = new Dictionary<string, object?> { ["MT-Fault-Timestamp"] = failTime },
            }, System.Text.Encoding.UTF8.GetBytes(body));
    }
}
