using System.Collections.Concurrent;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace ProjetK.Foundation;

/// <summary>Knows from which queues of this service nothing is received, and when their endpoint was last heard
/// of.</summary>
internal sealed class Reception : IReceiveEndpointObserver
{
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, Silence> silences;

    public Reception(Topology topology, TimeProvider time)
    {
        this.time = time;
        silences = new(topology.Endpoints.ToDictionary(endpoint => endpoint.Queue, _ => Now(null)));
    }

    /// <summary>Each queue from which nothing is received now.</summary>
    public IReadOnlyList<(string Queue, Silence Silence)> Silences =>
        [.. silences.Select(silence => (silence.Key, silence.Value))];

    public Task Ready(ReceiveEndpointReady ready)
    {
        silences.TryRemove(QueueOf(ready), out _);
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Hear(completed, null);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Hear(faulted, faulted.Exception);

    private Task Hear(ReceiveEndpointEvent happened, Exception? fault)
    {
        silences[QueueOf(happened)] = Now(fault);
        return Task.CompletedTask;
    }

    private Silence Now(Exception? fault) => new(time.GetTimestamp(), fault);

    private static string QueueOf(ReceiveEndpointEvent happened) => happened.InputAddress.Segments[^1];

    /// <summary>When an endpoint that receives nothing was last heard of, and what was in its way then.</summary>
    internal sealed record Silence(long Since, Exception? Fault)
    {
        // AMQP's access-refused, resource-locked, precondition-failed.
        private const ushort Refused = 403, Locked = 405, Unequal = 406;

        /// <summary>What the broker said; null unless it answered and will not have it, which no other try
        /// mends.</summary>
        public OperationInterruptedException? Refusal
        {
            get
            {
                var failure = Fault;
                while (failure is not null and not OperationInterruptedException)
                    failure = failure.InnerException;
                return failure is OperationInterruptedException
                { ShutdownReason.ReplyCode: Refused or Locked or Unequal } refusal ? refusal : null;
            }
        }
    }
}
