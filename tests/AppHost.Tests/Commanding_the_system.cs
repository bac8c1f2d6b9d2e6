using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;

namespace ProjetK.AppHost.Tests;

/// <summary>What an operator can do in the dashboard.</summary>
public sealed class Commanding_the_system(Commanding_the_system.Commanded stack)
    : IClassFixture<Commanding_the_system.Commanded>
{
    [Fact]
    public async Task shows_what_a_service_could_not_handle_and_gives_it_up_with_a_reason()
    {
        Assert.Equal("No dead letter waits.", (await stack.Command("funding", "show-dead-letters")).Message);
        var message = await SendPoison();
        var id = $"{message}-freeze-rates";
        var shown = await Eventually.Get(() => stack.Command("funding", "show-dead-letters"),
            result => result.Data is not null, "the dead letter to be shown");
        Assert.Equal("1 dead letter waits.", shown.Message);
        Assert.Equal((CommandResultFormat.Markdown, true), (shown.Data!.Format, shown.Data.DisplayImmediately));
        Assert.Contains($"| {id} | CallPublished | funding-freeze-rates | ", shown.Data.Value);

        await Redelivered(id, await stack.Command("funding", "redeliver-dead-letters", ("letter", id)));
        await Redelivered(id, await stack.Command("funding", "redeliver-dead-letters"));

        var unexplained = await stack.Command("funding", "discard-dead-letter", ("letter", id), ("reason", " "));
        Assert.False(unexplained.Success);
        var discarded = await stack.Command(
            "funding", "discard-dead-letter", ("letter", id), ("reason", "A trial."));
        Assert.True(discarded.Success, discarded.Message);
        Assert.Equal("No dead letter waits.", (await stack.Command("funding", "show-dead-letters")).Message);
        Assert.Equal("A trial.", await Read("funding",
            $"SELECT reason FROM discarded_messages WHERE message_id = '{message}'"));
    }

    [Fact]
    public async Task shows_a_refusal_in_its_own_words()
    {
        var name = $"services/funding/deadLetters/{Guid.Empty}-freeze-rates";
        var refused = await stack.Command(
            "funding", "discard-dead-letter", ("letter", $"{Guid.Empty}-freeze-rates"), ("reason", "A trial."));
        Assert.Equal((false, $"{name} does not exist."), (refused.Success, refused.Message));
        var unreadable = await stack.Command("identity", "invite-administrator", ("email", "nobody"), ("name", "Nobody"));
        Assert.False(unreadable.Success);
        Assert.StartsWith("email: ", unreadable.Message);
    }

    [Theory]
    [InlineData("applications")]
    [InlineData("funding")]
    [InlineData("ecosystem")]
    [InlineData("identity")]
    public async Task says_how_much_of_a_history_is_sound(string service)
    {
        var verified = await stack.Command(service, "verify-history");
        Assert.True(verified.Success, verified.Message);
        Assert.StartsWith("The history is sound: ", verified.Message);
    }

    [Fact]
    public async Task says_that_the_ledger_is_sound_or_where_it_is_not()
    {
        var verified = await stack.Command("funding", "verify-ledger");
        Assert.True(verified.Success, verified.Message);
        Assert.StartsWith("The ledger is sound: ", verified.Message);

        await Execute("funding", "UPDATE envelopes SET available = available - 1, reserved = reserved + 1 WHERE id = '2023'");
        var broken = await stack.Command("funding", "verify-ledger", ("envelope", "envelopes/2023"));
        await Execute("funding", "UPDATE envelopes SET available = available + 1, reserved = reserved - 1 WHERE id = '2023'");
        Assert.False(broken.Success);
        Assert.StartsWith("The ledger is broken at entry ", broken.Message);
        Assert.EndsWith(" of envelopes/2023: what came after it is missing, or it was added.", broken.Message);
    }

    [Fact]
    public async Task invites_an_administrator_by_mail()
    {
        const string email = "nouvelle.administratrice@syndicat.example";
        var invited = await stack.Command(
            "identity", "invite-administrator", ("email", email), ("name", "Dominique Exemple"));
        Assert.True(invited.Success, invited.Message);
        Assert.Contains("Bonjour Dominique Exemple", (await stack.Mails.To(email))[0].TextBody);
    }

    [Fact]
    public async Task forgets_all_data_and_begins_anew()
    {
        await invites_an_administrator_by_mail();
        Assert.Equal(1, await Invitations());
        await Execute("funding", "CREATE TABLE not_ours ()");

        var forgotten = await stack.Command("postgres", "forget-all-data");

        Assert.True(forgotten.Success, forgotten.Message);
        Assert.Empty(Directory.EnumerateFiles(stack.Mails.Folder, "*.eml"));
        Assert.Equal(0, await Invitations());
        Assert.Equal(true, await Read("funding", "SELECT to_regclass('not_ours') IS NULL"));
        Assert.NotEmpty((await stack.Json.GetFromJsonAsync<JsonElement>("/v1/calls")).GetProperty("calls").EnumerateArray());
        Assert.Equal("No dead letter waits.", (await stack.Command("funding", "show-dead-letters")).Message);
        await invites_an_administrator_by_mail();
    }

    private async Task Redelivered(string id, ExecuteCommandResult result)
    {
        Assert.Equal(
            (true, "1 dead letter is on the way again. What fails again comes back."), (result.Success, result.Message));
        await Eventually.Get(() => stack.Command("funding", "show-dead-letters"),
            shown => shown.Data?.Value.Contains($"{id}") is true, "the dead letter to come back");
    }

    /// <summary>An event of a kind that the service knows, with a content that it cannot read.</summary>
    private async Task<Guid> SendPoison()
    {
        var id = Guid.NewGuid();
        await using var connection = await new ConnectionFactory { Uri = await stack.Broker() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { MessageId = $"{id}", ContentType = "application/vnd.masstransit+json" };
        await channel.BasicPublishAsync("", "funding-freeze-rates", mandatory: true, properties,
            System.Text.Encoding.UTF8.GetBytes($$$"""
                {"messageId":"{{{id}}}","messageType":["urn:message:ProjetK.Events:CallPublished"],"message":{"call":7}}
                """));
        await channel.CloseAsync();
        return id;
    }

    private async Task<long> Invitations() => (long)(await Read("identity", "SELECT count(*) FROM invitations"))!;

    private Task Execute(string service, string sql) => Read(service, sql);

    private async Task<object?> Read(string service, string sql)
    {
        await using var database = new NpgsqlConnection(await stack.AdminConnectionString(service) + ";Pooling=false");
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, database);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The whole system with its demonstration.</summary>
    public sealed class Commanded : Stack
    {
        protected override IEnumerable<string> Arguments => ["--Demonstration:Enabled=true"];
    }
}
