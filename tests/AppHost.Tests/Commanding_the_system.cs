using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace ProjetK.AppHost.Tests;

[Collection(typeof(With_two_of_each))]
public sealed class Commanding_the_system(TwoOfEach stack)
{
    [Fact]
    public async Task settles_an_event_that_could_not_be_handled()
    {
        Assert.Equal("No dead letter waits.", (await stack.Command("applications", "show-dead-letters")).Message);
        var message = Guid.NewGuid();
        await PutPoison(message);

        await Eventually.Get(DeadLetters, letters => letters.Contains($"{message}"), "the dead letter");
        Assert.Equal("1 dead letter is on its way.",
            (await stack.Command("applications", "redeliver-dead-letters", ("message_id", $"{message}"))).Message);
        await Eventually.Get(DeadLetters, letters => letters.Contains("\"deliveryCount\": 2"), "its second failure");
        var withoutReason = await stack.Command("applications", "discard-dead-letter", ("message_id", $"{message}"));
        Assert.False(withoutReason.Success);
        await stack.Command("applications", "discard-dead-letter", ("message_id", $"{message}"), ("reason", "A test."));

        Assert.Equal("No dead letter waits.", (await stack.Command("applications", "show-dead-letters")).Message);
    }

    [Fact]
    public async Task tells_that_histories_are_whole()
    {
        foreach (var service in TwoOfEach.Services)
        {
            var told = await stack.Command(service, "verify-history");
            Assert.True(told.Success, told.Message);
            Assert.Matches(@"^The history is whole: \d+ lines\.$", told.Message);
        }
    }

    [Fact]
    public async Task invites_an_administrator()
    {
        var told = await stack.Command("identity", "invite-administrator",
            ("email", "someone@mairie.example"), ("display_name", "Camille Exemple"));

        Assert.True(told.Success, told.Message);
        await stack.Mails.To("someone@mairie.example");
    }

    [Fact]
    public async Task wrongly_is_told_what_would_be_right()
    {
        var told = await stack.Command("identity", "invite-administrator",
            ("email", "nowhere"), ("display_name", "Camille Exemple"));

        Assert.False(told.Success);
        Assert.Contains("email", told.Message);
    }

    private async Task<string> DeadLetters() =>
        (await stack.Command("applications", "show-dead-letters")).Data?.Value ?? "";

    /// <summary>An event about an application that is not there.</summary>
    private async Task PutPoison(Guid message)
    {
        await using var connection = await new ConnectionFactory { Uri = await stack.Broker() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var body = JsonSerializer.Serialize(new
        {
            messageId = message,
            messageType = new[] { "urn:message:ProjetK.Events:FundsReserved" },
            message = new
            {
                ProposalId = Guid.NewGuid(),
                ApplicationId = Guid.Empty,
                GrantId = Guid.NewGuid(),
                Envelope = "none",
                TotalCents = 1,
                ReserveTime = DateTimeOffset.UnixEpoch,
                Version = 1,
            },
        });
        await channel.BasicPublishAsync("", "applications-funds-reserved", mandatory: true,
            new BasicProperties
            {
                ContentType = "application/vnd.masstransit+json",
                MessageId = $"{message}",
                Persistent = true,
            },
            Encoding.UTF8.GetBytes(body));
        // A channel that is closed at once takes the message with it.
        await Eventually.Get(() => channel.MessageCountAsync("applications-funds-reserved"), count => count == 0,
            "its consumption");
    }
}
