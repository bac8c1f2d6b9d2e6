using ProjetK.Testing;
using RabbitMQ.Client;

namespace ProjetK.ServiceDefaults.Tests;

/// <summary>Looks into the broker.</summary>
internal static class TestBroker
{
    public static async Task<uint> Count(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = TestServers.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }
}
