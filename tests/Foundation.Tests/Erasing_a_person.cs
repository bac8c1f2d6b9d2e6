using MassTransit;
using ProjetK.Auth.V1;
using ProjetK.Events;
using ProjetK.Test.V1;

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
        Assert.Equal([Subject, "people/somebody-else"], await People());

        await Erase();

        Assert.Equal([null, "people/somebody-else"], await People());
        Assert.Equal(2, await host.Value<long>($"SELECT count(person) FROM history WHERE resource = '{resource}'"));
        Assert.Null((await HistoryVerification.Of(Database, resource, 100, default).SingleAsync()).FirstBroken);
    }

    [Fact]
    public async Task forgets_the_answers_they_were_given()
    {
        foreach (var (subject, keep) in ((string, bool)[])[(Subject, false), (Subject, true), ("people/other", false)])
        {
            var key = AnswerKey.Of(subject, "/rpc", $"{Guid.NewGuid()}", new Counter());
            await Database.Run(Person(subject), key.Claim(keep), transaction =>
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
    public async Task who_comes_back_makes_them_somebody_new()
    {
        await Act(Subject);
        await Erase();
        await Act(Subject);
        Assert.Equal([null, Subject], await People());
        Assert.Equal(2, await host.Value<long>(
            $"SELECT count(DISTINCT person) FROM history WHERE resource = '{resource}'"));
    }

    private static Caller Person(string subject) =>
        new(subject, new HashSet<Access.Types.Role>(), new HashSet<string>());

    private Task Act(string subject) => Database.Run(Person(subject), transaction =>
    {
        transaction.Record(resource, null, null);
        return Task.CompletedTask;
    }, default);

    private async Task<IEnumerable<string?>> People() =>
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
