using System.Text.Json;
using Grpc.Core;
using ProjetK.Events;
using ProjetK.Operations.V1;
using RabbitMQ.Client;

namespace ProjetK.SystemTests;

public sealed class Settling_dead_letters(ServicesStack stack)
{
    public static TheoryData<string> Services => ["applications", "funding", "ecosystem", "identity"];

    [Theory, MemberData(nameof(Services))]
    public async Task is_led_to_the_service_that_the_path_names(string service)
    {
        var missing = new GetDeadLetterRequest { Name = $"services/{service}/deadLetters/{Guid.NewGuid()}-freeze-rates" };
        await stack.Send<ListDeadLettersResponse>(
            new ListDeadLettersRequest { Parent = $"services/{service}" }, Wire.Json);
        var refusal = await Refusal.Of(stack.Send<DeadLetter>(missing, Wire.Json));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), refusal.Kind);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task is_led_to_the_service_that_the_metadata_names(string service)
    {
        var request = new ListDeadLettersRequest { Parent = $"services/{service}" };
        foreach (var channel in new[] { stack.Grpc, stack.GrpcWeb })
            await new OperationsService.OperationsServiceClient(channel)
                .ListDeadLettersAsync(request, new Metadata { { "projetk-service", service } });
    }

    [Fact]
    public async Task by_discarding_leaves_none()
    {
        // An event of a kind that Funding knows, with a content that it cannot read.
        var id = await Send("funding-freeze-rates", nameof(CallPublished), """{"call":7}""");
        var name = $"services/funding/deadLetters/{id}-freeze-rates";
        await Eventually.Holds(
            () => stack.Send<DeadLetter>(new GetDeadLetterRequest { Name = name }, Wire.Json), "the dead letter");
        var letter = await stack.Send<DeadLetter>(new GetDeadLetterRequest { Name = name }, Wire.Json);
        Assert.Equal((nameof(CallPublished), """{"call":7}"""), (letter.MessageType, letter.Body));
        Assert.Equal("Degraded", await Health());

        await stack.Send<DiscardDeadLetterResponse>(
            new DiscardDeadLetterRequest { Name = name, Reason = "A trial." }, Wire.Json);
        Assert.Empty((await stack.Send<ListDeadLettersResponse>(
            new ListDeadLettersRequest { Parent = "services/funding" }, Wire.Json)).DeadLetters);
        Assert.Equal("Healthy", await Health());
    }

    private async Task<string> Health()
    {
        using var health = JsonDocument.Parse(await stack.HttpClient("funding").GetStringAsync("/health"));
        return health.RootElement.GetProperty("status").GetString()!;
    }

    private async Task<Guid> Send(string queue, string type, string content)
    {
        var id = Guid.NewGuid();
        await using var connection = await new ConnectionFactory { Uri = await stack.Broker() }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties
        {
            MessageId = $"{id}",
            ContentType = "application/vnd.masstransit+json",
        };
        var body = $$$"""
            {"messageId":"{{{id}}}","messageType":["urn:message:ProjetK.Events:{{{type}}}"],"message":{{{content}}}}
            """;
        await channel.BasicPublishAsync(
            "", queue, mandatory: true, properties, System.Text.Encoding.UTF8.GetBytes(body));
        await channel.CloseAsync();
        return id;
    }
}
