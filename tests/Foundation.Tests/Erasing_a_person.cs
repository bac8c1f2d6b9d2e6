using Grpc.Core;
using MassTransit;
using Npgsql;
using ProjetK.Auth.V1;
using ProjetK.Events;
using ProjetK.Test.V1;
using ProjetK.Testing;

namespace ProjetK.Foundation.Tests;

public sealed class Erasing_a_person(CounterHost host) : IClassFixture<CounterHost>
{
    private readonly Guid id = Guid.CreateVersion7();
    private readonly string resource = $"counters/{Guid.NewGuid():N}";

    private Database Database => host.App.Services.GetRequiredService<Database>();

    private string Subject => $"people/{id}";

    [Fact]
    public async Task leaves_what_they_did_done_by_nobody_known_in_a_chain_that_holds()
    {
        await Act(Subject);
        await Act("people/somebody-else");
        Assert.Equal([Subject, "people/somebody-else"], await NamesInHistory());

        await Erase();

        Assert.Equal([null, "people/somebody-else"], await NamesInHistory());
        Assert.Equal(2, await host.Value<long>($"SELECT count(person) FROM history WHERE resource = '{resource}'"));
        Assert.Null((await HistoryVerification.Of(Database, resource, 100, default).SingleAsync()).FirstBroken);
    }

    [Fact]
    public async Task forgets_the_answers_they_were_given()
    {
        foreach (var (subject, keep) in ((string, bool)[])[(Subject, false), (Subject, true), ("people/other", false)])
        {
            var key = AnswerKey.Of(subject, "/rpc", $"{Guid.NewGuid()}", new Counter());
            await Database.Run(CallerOf(subject), key.Claim(keep), transaction =>
            {
                key.Save(transaction, new Counter());
                return Task.FromResult(true);
            }, default);
        }

        await Erase();

        Assert.Equal(0, await Answers(Subject));
        Assert.Equal(1, await Answers("people/other"));
    }

    [Fact]
    public async Task leaves_their_id_in_no_table()
    {
        await Act(Subject);
        await Database.Run(CallerOf(Subject), transaction =>
        {
            transaction.Add(
                "INSERT INTO outgoing_mails (id, kind, person, sealed) VALUES (gen_random_uuid(), 'TEST', $1, '')", id);
            return Task.CompletedTask;
        }, default);
        await Erase();
        await using var tables = host.Admin.CreateCommand(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");
        await using var reader = await tables.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            Assert.Equal(0, await host.Value<long>(
                $"SELECT count(*) FROM {reader.GetString(0)} AS t WHERE t::text LIKE '%{id}%'"));
    }

    [Fact]
    public async Task is_recorded_without_saying_whom()
    {
        await Erase();
        var last = (await HistoryTable.List(Database, "services/counter", 0, 1000, default))[^1];
        Assert.Equal((nameof(ForgetErasedPerson), "counter", null), (last.Action, last.Service, last.Person));
    }

    [Fact]
    public async Task ends_what_their_token_still_allowed()
    {
        var somebody = People.Manager with { Subject = Subject };
        await Reset(somebody);
        await Erase();
        await Until.True(async () => await Code(Reset(somebody)) == StatusCode.Unauthenticated, "the token is refused");
        await Reset(People.Manager);
    }

    [Fact]
    public async Task lets_nothing_be_recorded_for_them_any_more()
    {
        await Act(Subject);
        await Erase();
        var refused = await Assert.ThrowsAsync<DomainException>(() => Act(Subject));
        Assert.Equal("UNAUTHENTICATED", refused.Reason);
        Assert.Equal([null], await NamesInHistory());
    }

    [Fact]
    public async Task waits_for_what_is_just_being_recorded()
    {
        await using var writer = await host.Admin.OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using (var record = new NpgsqlCommand(
            "SELECT record_history($1, now(), 'Act', $2, NULL, NULL, NULL, '{}')", writer, transaction)
        { Parameters = { new() { Value = resource }, new() { Value = Subject } } })
            await record.ExecuteNonQueryAsync();
        var erasing = Erase();
        await Task.Delay(300);
        Assert.False(erasing.IsCompleted);
        await transaction.CommitAsync();
        await erasing;
        Assert.Equal([null], await NamesInHistory());
    }

    [Fact]
    public async Task who_comes_back_another_day_makes_them_somebody_new()
    {
        await Act(Subject);
        await Erase();
        await using (var later = host.Admin.CreateCommand(
            "UPDATE erased_people SET erase_time = now() - interval '25 hours'"))
            await later.ExecuteNonQueryAsync();
        await Act(Subject);
        Assert.Equal([null, Subject], await NamesInHistory());
        Assert.Equal(2, await host.Value<long>(
            $"SELECT count(DISTINCT person) FROM history WHERE resource = '{resource}'"));
    }

    private async Task Reset(Person somebody) => await host.Grpc.ResetCounterAsync(
        new() { Name = "counters/none" },
        new Metadata { { "authorization", host.Authority.Tokens.Authorize(somebody) } });

    private static async Task<StatusCode> Code(Task call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static Caller CallerOf(string subject) =>
        new(subject, new HashSet<Access.Types.Role>(), new HashSet<string>());

    private Task Act(string subject) => Database.Run(CallerOf(subject), transaction =>
    {
        transaction.Record(resource, null, null);
        return Task.CompletedTask;
    }, default);

    private async Task<IEnumerable<string?>> NamesInHistory() =>
        (await HistoryTable.List(Database, resource, 0, 10, default)).Select(entry => entry.Person);

    private Task<long> Answers(string subject) =>
        host.Value<long>($"SELECT count(*) FROM saved_answers WHERE caller = '{subject}'");

    /// <summary>Publishes the event as the identity service does and waits until it is received.</summary>
    private async Task Erase()
    {
        var message = Guid.CreateVersion7();
        await host.App.Services.GetRequiredService<IBus>().Publish(
            new PersonErased(id, DateTimeOffset.UtcNow, 1), context => context.MessageId = message);
        await Until.True(async () => await host.Value<long>(
            $"SELECT count(*) FROM inbox WHERE message_id = '{message}'") == 1, "the event is received");
    }
}
