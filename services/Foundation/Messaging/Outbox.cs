using System.Diagnostics;
using System.Text.Json;

namespace ProjetK.Foundation;

/// <summary>The table in which events wait for the broker: written with the state that they announce.</summary>
internal static class Outbox
{
    public static Statement Insert<TEvent>(TEvent message, Activity? trace) where TEvent : class => new(
        "INSERT INTO outbox (id, type, body, traceparent) VALUES ($1, $2, $3, $4)",
        Guid.CreateVersion7(), message.GetType().Name,
        Statement.Json(JsonSerializer.Serialize(message, message.GetType())), trace?.Id);

    /// <summary>A whole message, envelope included, for the queue in which it failed.</summary>
    public static Statement Insert(DeadLetter letter) => new(
        "INSERT INTO outbox (id, type, body, traceparent, queue, message_id) VALUES ($1, $2, $3, $4, $5, $6)",
        Guid.CreateVersion7(), letter.Type, Statement.Json(letter.Text!), letter.TraceParent, letter.Queue,
        letter.MessageId);
}

/// <summary>Wakes the relay in this process when a transaction with events has committed.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellation) => semaphore.WaitAsync(atMost, cancellation);

    public void Dispose() => semaphore.Dispose();
}
