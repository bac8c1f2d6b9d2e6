using ProjetK.Testing;
using RabbitMQ.Client;

namespace ProjetK.Foundation.Tests;

/// <summary>Looks into the broker, and meddles with it.</summary>
internal static class TestBroker
{
    public static Task<uint> Count(string queue) => Do(channel => channel.MessageCountAsync(queue));

    /// <summary>Does something over a connection of its own.</summary>
    public static async Task<T> Do<T>(Func<IChannel, Task<T>> work)
    {
        await using var connection = await new ConnectionFactory { Uri = TestServers.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await work(channel);
    }

    /// <summary>Takes a queue away, and what leads to it.</summary>
    public static Task Delete(string queue) => Do(async channel =>
    {
        await channel.ExchangeDeleteAsync(queue);
        return await channel.QueueDeleteAsync(queue);
    });
}
