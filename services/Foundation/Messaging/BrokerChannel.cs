using RabbitMQ.Client;

namespace ProjetK.Foundation;

/// <summary>A channel of our own to the broker, beside those of the bus: open from one use to the next, and another one
/// after a failure.</summary>
internal sealed class BrokerChannel(IConnectionFactory broker, string name) : IAsyncDisposable
{
    private Line? line;

    /// <summary>Works on the channel until the limit: over a connection that just died nothing may ever come
    /// back.</summary>
    public async Task<T> Use<T>(Func<IChannel, CancellationToken, Task<T>> work, CancellationToken limit)
    {
        try
        {
            return await Work(work, limit).WaitAsync(limit);
        }
        catch
        {
            // Not waited for: nobody may be there to say goodbye to.
            _ = DisposeAsync().AsTask();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref line, null) is { } former)
            await former.Connection.DisposeAsync();
    }

    private async Task<T> Work<T>(Func<IChannel, CancellationToken, Task<T>> work, CancellationToken limit)
    {
        if (line is not { Channel.IsOpen: true } open)
        {
            await DisposeAsync();
            line = open = await Open(limit);
        }
        return await work(open.Channel, limit);
    }

    private async Task<Line> Open(CancellationToken limit)
    {
        var connection = await broker.CreateConnectionAsync(name, limit);
        try
        {
            var channel = await connection.CreateChannelAsync(cancellationToken: limit);
            limit.ThrowIfCancellationRequested();
            return new(connection, channel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed record Line(IConnection Connection, IChannel Channel);
}
